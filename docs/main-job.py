#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job through the API alone: a topic from the scanned code to the people's word, and into its next round.

    shangliang demo --data data-demo && shangliang serve --data data-demo
    python3 docs/main-job.py http://zone.localhost:8080

It plays every part in the demo's second tenant, 安澜经济开发区, whose practice profile lets a session be announced for
the same day. Each step prints what came of it. Nothing but Python's own library is needed; what it sends is what
`/api/v1/openapi.json` says.
"""

import datetime
import http.client
import json
import sys
import urllib.parse
import uuid

BASE = urllib.parse.urlsplit(sys.argv[1] if len(sys.argv) > 1 else "http://zone.localhost:8080")
PASSWORD = "anlan-demo"
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()


class Caller:
    """Somebody who calls the API: anonymous, or signed in with a bearer token."""

    def __init__(self, name=None):
        self.token = None
        if name:
            self.token = self.post("/sign-ins", name=name, password=PASSWORD)["token"]

    def get(self, path):
        return self._call("GET", path, None)

    def post(self, path, **fields):
        """Every write carries a key: sent again with the same key and body, it gets the same answer and is done once."""
        return self._call("POST", path, fields)

    def _call(self, method, path, fields):
        # The name before `.localhost` says which tenant is meant; the machine itself answers.
        link = http.client.HTTPConnection("127.0.0.1", BASE.port or 80, timeout=20)
        headers = {"Host": BASE.netloc}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = None
        if fields is not None:
            body = json.dumps(fields).encode()
            headers |= {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        link.request(method, "/api/v1" + urllib.parse.quote(path, safe="/?=&"), body, headers)
        answer = link.getresponse()
        text = answer.read()
        if answer.status >= 400:
            sys.exit(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text) if text else None


def say(step, what):
    print(f"{step:2}  {what}")


resident = Caller()
secretary = Caller("zone-mishu")
convener = Caller("zone-zhaojiren")
member = Caller("zone-weiyuan")
officer = Caller("zone-danwei")


def topic(command, who=secretary, **fields):
    return who.post(f"/desk/topics/{topic_id}/{command}", **fields)


def session(command, who=secretary, **fields):
    return who.post(f"/desk/sessions/{session_id}/{command}", **fields)


def item(command, who=officer, **fields):
    return who.post(f"/desk/items/{item_id}/{command}", **fields)


# A resident raises a topic; another has the same trouble.
room = resident.get("/rooms?limit=1")["items"][0]
raised = resident.post("/topics", room=room["id"], text="园区东门路口没有红绿灯，早晚上下班很危险，希望装一个。", place="东门路口")
topic_id, code = raised["id"], raised["trackingCode"]
say(1, f"议题已提出，查询码 {code}，{raised['dueOn']}前答复")
double = resident.post("/topics", room=room["id"], text="东门那个路口太乱了，装个红绿灯吧。")
say(2, f"另一位居民提了同样的事，查询码 {double['trackingCode']}")

# The secretary accepts it, words it for the public and merges the double; somebody supports it.
topic("pool")
topic("review", title="东门路口装红绿灯", body="园区东门路口没有红绿灯，早晚高峰人车混行，希望加装。")
secretary.post(f"/desk/topics/{double['id']}/merging", topic=topic_id)
resident.post(f"/topics/{topic_id}/supports", phone="13800000002")
say(3, "已受理、公开；同样的事并了案；有人说这也是他的事")

# No research, no session: the convener selects, a member goes and looks.
topic("selection", convener)
researcher = member.get("/desk/me")["id"]
topic("assignment", convener, researcher=researcher, day=str(TODAY + datetime.timedelta(days=7)))
ready = topic("research", member, visit="早高峰在路口看了一小时，问了12位职工。", findings="一小时过车640辆，行人抢行21次。",
              advice="装信号灯，先划斑马线。")
say(4, f"委员交了调研记录，议题现在：{ready['state']}")

# A session is planned, announced, held.
planned = secretary.post("/desk/sessions", title="东门路口怎样更安全", topics=[topic_id], day=str(TODAY), time="23:00",
                         place="园区服务中心二楼")
session_id = planned["id"]
session("announcement", convener)
session("participants", category="member", member=researcher)
session("participants", category="department", names="高师傅")
session("participants", category="grassroots", names="园区党工委老吴")
invited = session("participants", category="people", names="职工小陈 13800000003")
session("readiness")
session("opening")
session("check-in", present=[person["id"] for person in invited["participants"]])
speaker = invited["participants"][-1]["id"]
session("opinions", participant=speaker, stance="suggestion", text="先划斑马线，灯慢慢装也行。")
concluded = session("conclusion", convener, reached="consensus", text="两周内划线，一个月内装灯。")
say(5, f"协商会开完，{concluded['dueOn']}前写纪要")

# Minutes, an objection, the outcome with one item: one unit, one person, dated milestones.
session("minutes", text="一致同意：两周内划斑马线，一个月内装信号灯。")
session("objections", participant=speaker, text="我说的是先划线。")
session("minutes", text="一致同意：先划斑马线，一个月内装信号灯。")
session("minutes-confirmation", convener)
me = officer.get("/desk/me")
drafted = session("items", topic=topic_id, task="东门路口划斑马线、装信号灯", unit=me["units"][0], officer=me["id"],
                  milestones=f"{TODAY + datetime.timedelta(days=14)} 划好斑马线\n{TODAY + datetime.timedelta(days=30)} 装好信号灯")
item_id = drafted["items"][0]
session("outcome", convener)
say(6, "纪要改过一稿后确认，成果已签发")

# The unit answers.
item("dispatch", secretary)
accepted = item("acceptance")
say(7, f"单位已签收，{accepted['dueOn']}前报告")
item("progress", text="斑马线划好了。", milestone="1")
item("report", adoption="adopted", claimed="solved", text="斑马线和信号灯都装好了，今天通电。")
asked = item("verification", secretary)["confirmed"]["asked"]
say(8, f"单位报告解决了，秘书核实；请{asked}人确认")

# The people concerned say whether it is really solved: two by tracking code, two by one-time link.
for holder, outcome in ((code, "solved"), (double["trackingCode"], "partly")):
    resident.post(f"/topics/status/{holder}/confirmations/{item_id}", outcome=outcome, rating="satisfied")
for row in secretary.get(f"/desk/items/{item_id}/confirmations")["items"]:
    if row["voice"] != "submitter":
        link = secretary.post(f"/desk/items/{item_id}/confirmations/{row['id']}/link")["address"]
        resident.post("/confirmations/" + link.rsplit("/", 1)[1], outcome="solved", rating="basically")
closed = item("closing", secretary)
say(9, f"办结。单位说：{closed['claimed']}；大家说：{closed['confirmed']}")

# The end of one round opens the next, and the resident sees it all.
reopened = item("reopening", secretary, reason="信号灯早高峰常灭，大家要求重办。")
say(10, f"没有真解决，事项现在：{reopened['state']}")
item("report", adoption="adopted", claimed="solved", text="换了控制器，连续一周没有再灭。")
item("verification", secretary)
resident.post(f"/topics/status/{code}/confirmations/{item_id}", outcome="solved", rating="satisfied")
resident.post(f"/topics/status/{double['trackingCode']}/confirmations/{item_id}", outcome="solved", rating="satisfied")
for row in secretary.get(f"/desk/items/{item_id}/confirmations")["items"]:
    if row["voice"] != "submitter":
        link = secretary.post(f"/desk/items/{item_id}/confirmations/{row['id']}/link")["address"]
        resident.post("/confirmations/" + link.rsplit("/", 1)[1], outcome="solved", rating="satisfied")
item("closing", secretary)
ended = topic("next-round", convener, changes="灯装好了，晚高峰又堵车，这一轮商量左转车道。")
say(11, f"议题办结，第二轮已开：{ended['nextRound']}")
status = resident.get(f"/topics/status/{code}")
say(12, f"居民凭查询码看到：{status['state']}，事项 {[each['state'] for each in status['items']]}")
