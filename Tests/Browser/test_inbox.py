# SPDX-License-Identifier: Apache-2.0
"""A unit officer clears a full inbox with the keyboard alone."""

import datetime
import uuid

import pytest
import requests

from conftest import DESKTOP
from county import PASSWORD
from test_ways import enter, tab_to
from walks import sign_in

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
ITEMS = 30
EMPTY = "没有要办的，都清了。"


class Caller:
    """Somebody of the zone who calls the API, to prepare what the test is not about."""

    def __init__(self, zone, name=None):
        # A browser finds names below localhost by itself, other programs do not.
        host = zone.removeprefix("http://")
        self.api, self.head = f"http://127.0.0.1:{host.rpartition(':')[2]}/api/v1", {"Host": host}
        if name:
            token = self.post("/sign-ins", name=name, password=PASSWORD)["token"]
            self.head["Authorization"] = f"Bearer {token}"

    def get(self, path):
        answer = requests.get(self.api + path, headers=self.head, timeout=20)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def post(self, path, **fields):
        answer = requests.post(
            self.api + path, json=fields, headers=self.head | {"Idempotency-Key": uuid.uuid4().hex}, timeout=20)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()


@pytest.fixture(scope="module")
def inbox(zone):
    """Thirty items of one session on the desk of the zone's unit."""
    resident, secretary, convener, member, officer = (
        Caller(zone, name) for name in [None, "zone-mishu", "zone-zhaojiren", "zone-weiyuan", "zone-danwei"])
    room = resident.get("/rooms?limit=1")["items"][0]
    raised = resident.post("/topics", room=room["id"], text="园区的路灯一半不亮，下夜班不敢走。", place="园区北路")
    topic = f"/desk/topics/{raised['id']}"
    secretary.post(f"{topic}/pool")
    secretary.post(f"{topic}/review", title="园区北路的路灯", body="园区北路的路灯一半不亮。")
    convener.post(f"{topic}/selection")
    researcher = member.get("/desk/me")["id"]
    convener.post(f"{topic}/assignment", researcher=researcher, day=str(TODAY + datetime.timedelta(days=7)))
    member.post(f"{topic}/research", visit="夜里走了一遍。", findings="三十盏灯不亮。", advice="逐盏修。")
    planned = secretary.post(
        "/desk/sessions", title="路灯怎样修", topics=[raised["id"]], day=str(TODAY), time="23:00", place="园区服务中心")
    session = f"/desk/sessions/{planned['id']}"
    convener.post(f"{session}/announcement")
    secretary.post(f"{session}/participants", category="member", member=researcher)
    secretary.post(f"{session}/participants", category="department", names="高师傅")
    secretary.post(f"{session}/participants", category="grassroots", names="园区党工委老吴")
    invited = secretary.post(f"{session}/participants", category="people", names="职工小陈 13800000003")
    secretary.post(f"{session}/readiness")
    secretary.post(f"{session}/opening")
    secretary.post(f"{session}/check-in", present=[each["id"] for each in invited["participants"]])
    convener.post(f"{session}/conclusion", reached="consensus", text="三十盏逐盏修。")
    secretary.post(f"{session}/minutes", text="一致同意逐盏修。")
    me = officer.get("/desk/me")
    for number in range(1, ITEMS + 1):
        drafted = secretary.post(
            f"{session}/items", topic=raised["id"], task=f"修好第{number}盏灯", unit=me["units"][0], officer=me["id"],
            milestones=f"{TODAY + datetime.timedelta(days=14)} 修好第{number}盏")
    convener.post(f"{session}/minutes-confirmation")
    convener.post(f"{session}/outcome")
    for item in drafted["items"]:
        secretary.post(f"/desk/items/{item}/dispatch")
    return drafted["items"]


def report(clerk):
    """Fills the form that is open and sends it, from the keyboard."""
    tab_to(clerk, "采纳")
    clerk.keyboard.press("Space")
    tab_to(clerk, "解决了")
    clerk.keyboard.press("Space")
    tab_to(clerk, "怎样办的")
    clerk.keyboard.type("灯已修好，夜里看过。")
    with clerk.expect_navigation():
        clerk.keyboard.press("Control+Enter")


def test_thirty_items_are_cleared_with_the_keyboard_alone(person, zone, inbox):
    clerk = person(DESKTOP, base_url=zone)
    sign_in(clerk, "zone-danwei", "/desk/items?part=inbox")
    assert len(inbox) == ITEMS
    done = 0
    # What the demo has left there is cleared with them.
    while EMPTY not in clerk.locator("main").inner_text():
        assert done < 2 * ITEMS, "the inbox does not get empty"
        clerk.keyboard.press("j")
        assert clerk.evaluate("document.activeElement.closest('.queue') !== null"), "the next one is a key away"
        enter(clerk)
        assert "part=inbox" in clerk.url
        if clerk.locator("button[data-key='1']", has_text="签收").count():
            # A key goes to its button, and presses it the second time.
            clerk.keyboard.press("1")
            with clerk.expect_navigation():
                clerk.keyboard.press("1")
            assert "part=inbox" in clerk.url
        clerk.keyboard.press("1")
        clerk.wait_for_url("**/report?part=inbox")
        report(clerk)
        assert "part=inbox" in clerk.url
        done += 1
    assert done >= ITEMS
    reported = [Caller(zone, "zone-danwei").get(f"/desk/items/{item}")["state"] for item in inbox]
    assert reported == ["reported"] * ITEMS
