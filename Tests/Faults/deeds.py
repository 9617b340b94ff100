# SPDX-License-Identifier: Apache-2.0
"""Every command that people can give through the API, one entry each.

A new command joins the list `DEEDS`: its name, its route, and a function that is told a walk and returns what to send,
or None where the walk cannot do it now. What the fault tests ask of it is then the same as of all others: once
acknowledged it stays, and sent again under its key it is answered as before and not done again.
"""

import datetime
import struct
import urllib.parse
import uuid
import zlib

from installation import exchange
from zone import HOST, ROOM

CATEGORIES = {"member": None, "department": "高师傅", "grassroots": "园区党工委老吴", "people": "职工小陈 13800000003"}
# The last slot of a day that is planned here.
LAST_SLOT = "23:40"
# In these a topic may be merged with, and supported.
OPEN = {
    "screening", "asked", "pooled", "selected", "researching", "ready", "scheduled", "consulted", "in_handling",
    "reopened"}

UNDECIDED = {"held", "screening", "asked"}
# In these a submitter may take a topic back, and in the others of them add something.
WITHDRAWABLE = UNDECIDED | {"pooled", "selected", "researching", "ready"}


def day(later=0):
    """A day counted from today, as the county's clocks have it."""
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    return str(now.date() + datetime.timedelta(days=later))


class Request:
    """Something to be done, with the key under which it is done once; and the answer, once there is one."""

    def __init__(self, deed, path, body, headers, ids):
        self.deed = deed
        self.name = deed.name
        self.path = path
        self.body = body
        self.headers = headers | {"Idempotency-Key": uuid.uuid4().hex}
        self.ids = ids
        self.answer = None

    def send(self, connection):
        return exchange(connection, "POST", self.path, self.body, self.headers)


class Deed:
    """A command. `prepare` is told a walk, and returns who sends which body to which record, or None.

    `learn` tells the walk what came of it. The weight says how gladly it is done where it can be; what weighs nothing
    cannot come about in a walk.
    """

    def __init__(self, name, route, prepare, learn=lambda walk, request: None, weight=1.0):
        self.name = name
        self.route = f"/api/v1{route}"
        self.prepare = prepare
        self.learn = learn
        self.weight = weight

    def request(self, walk):
        prepared = self.prepare(walk)
        if prepared is None:
            return None
        who, ids, body = prepared
        headers = walk.zone.tokens[who] if who else HOST
        path = self.route.format(**ids)
        if isinstance(body, bytes):
            # A file goes as it is, and its name in the query.
            headers = headers | {"Content-Type": "application/octet-stream"}
            path += "?name=" + urllib.parse.quote("现场记录.txt")
        if "device" in ids:
            headers = headers | ids["device"]
        return Request(self, path, body, headers, ids)


def act(
        kind, name, segment, who, body=lambda walk, record: {}, can=lambda walk, record: True,
        learn=lambda walk, request: None, weight=1.0, pick=None, command=None):
    """Something that staff do to a record of the walk, when it is permitted; `pick` says to which, `command` what it is
    called there, if not by its name here."""

    def prepare(walk):
        chosen = pick(walk) if pick else walk.current(kind)
        if chosen is None:
            return None
        walk.actor = who(walk, chosen) if callable(who) else walk.chance.choice(who.split())
        record = walk.read(f"/desk/{kind}/{chosen}", walk.actor) if walk.actor else None
        if record is None or (command or name) not in record["permittedCommands"] or not can(walk, record):
            return None
        return walk.actor, {"record": chosen, "who": walk.actor}, body(walk, record)

    return Deed(name, f"/desk/{kind}/{{record}}/{segment}", prepare, learn, weight)


def topic(name, segment, who="secretary", *more, **options):
    return act("topics", name, segment, who, *more, **options)


def session(name, segment, who="secretary", *more, **options):
    return act("sessions", name, segment, who, *more, **options)


def item(name, segment, who="secretary", *more, **options):
    return act("items", name, segment, who, *more, **options)


def suggestion_list(name, segment, *more, **options):
    return act("lists", name, segment, "secretary convener", *more, pick=lambda walk: walk.any_of(walk.lists), **options)


def look_back(name, segment, command):
    return act("lookbacks", name, segment, "convener", pick=lambda walk: None, command=command, weight=0)


def live(name, segment, command):
    return act("live", name, segment, "secretary", pick=lambda walk: None, command=command, weight=0)


def comment(name, segment, command, who="secretary"):
    # Whoever comments has signed in by phone, which no walk does.
    return act("comments", name, segment, who, pick=lambda walk: None, command=command, weight=0)


def deliberation(name, segment, command):
    return act("deliberations", name, segment, "secretary", pick=lambda walk: None, command=command, weight=0)


def statement(name, segment, command):
    return act("statements", name, segment, "secretary", pick=lambda walk: None, command=command, weight=0)


def proposal(name, segment, command, who="office", *more, **options):
    return act("proposals", name, segment, who, *more, pick=lambda walk: walk.any_proposal(), command=command,
               **options)


def assignment(name, segment, command, who="office", *more, **options):
    return act("assignments", name, segment, who, *more, pick=assigned, command=command, **options)


def clue(name, segment, command, *more, **options):
    return act("clues", name, segment, "office", *more, pick=handed_on, command=command, **options)


def commendation(name, segment, command):
    return act("commendations", name, segment, "convener", pick=lambda walk: None, command=command, weight=0)


def receipt(name, segment, command):
    return act("receipts", name, segment, "secretary convener", pick=lambda walk: None, command=command, weight=0)


def contest(name, segment, command, who="secretary convener", *more, **options):
    return act("contests", name, segment, who, *more, pick=lambda walk: walk.any_of(walk.contests), command=command, **options)


def erasure(name, segment, *more, **options):
    return act("erasures", name, segment, "privacy", *more, pick=lambda walk: walk.waiting_erasure(), **options)


def reception(name, segment, command, *more, **options):
    return act(
        "receptions", name, segment, "secretary", *more, pick=lambda walk: walk.reception, command=command, **options)


def visit(name, segment, who, command, *more, **options):
    return act(
        "visits", name, segment, who, *more, pick=lambda walk: walk.any_of(walk.visits), command=command, **options)


def enrolment(name, segment, command, *more, **options):
    return act(
        "enrolments", name, segment, "secretary", *more, pick=lambda walk: walk.any_of(list(walk.enrolments.values())),
        command=command, **options)


def sentiment(name, segment, command, *more, who="secretary member", **options):
    return act(
        "sentiments", name, segment, who, *more, pick=lambda walk: walk.any_of(walk.sentiments), command=command,
        **options)


def unmasking(name, segment, who, command, *more, **options):
    return act(
        "unmaskings", name, segment, who, *more, pick=lambda walk: walk.any_of(walk.unmaskings), command=command, **options)


def officer(walk, chosen):
    """Whoever answers for the item, or a colleague."""
    record = walk.read(f"/desk/items/{chosen}", "secretary")
    return record and walk.chance.choice(walk.zone.officers[record["unit"]])


def assigned(walk):
    """What a unit has of one of the walk's proposals."""
    chosen = walk.any_proposal()
    record = chosen and walk.read(f"/desk/proposals/{chosen}", "member")
    if not record or record["state"] not in ("handling", "rehandling", "replied"):
        return None
    items = walk.read(f"/desk/proposals/{chosen}/assignments", "office")["items"]
    return walk.any_of([each["id"] for each in items if each["state"] != "recalled"])


def unit_officer(walk, chosen):
    """Somebody of the unit that has it."""
    return walk.chance.choice(walk.zone.officers[walk.read(f"/desk/assignments/{chosen}", "office")["unit"]])


def matter(walk):
    """What a proposal says that lacks nothing, under a subject that no other has."""
    return {
        "subject": f"关于{walk.name}第{uuid.uuid4().hex[:12]}盏路灯的提案", "situation": "桥头三盏路灯半年不亮。",
        "analysis": "线路老化，没有人管。", "advice": "请更换线路。", "oneMatter": "yes", "disclosure": "open"}


def origin(walk):
    """What a proposal grows from: a topic that everybody reads, a session that took place, a clue that members read; or nothing."""
    found = [{}]
    if (record := walk.read_topic()) and record["publication"] == "published":
        found.append({"topic": walk.topic})
    held = walk.read(f"/desk/sessions/{walk.session}", "member") if walk.session else None
    if held and held["state"] in ("concluded", "minutes_drafted", "minutes_confirmed", "outcome_issued", "archived"):
        found.append({"meeting": walk.session})
    if (chosen := handed_on(walk)) and walk.read(f"/desk/clues/{chosen}", "member"):
        found.append({"clue": chosen})
    return walk.chance.choice(found)


def begin_proposal(walk):
    """No more at once than are brought to their ends."""
    records = [walk.read(f"/desk/proposals/{each}", "member") for each in walk.proposals if each not in walk.ended]
    walk.ended.update(record["id"] for record in records if record["state"] in ("closed", "withdrawn"))
    if sum(record["state"] not in ("not_filed", "closed", "withdrawn") for record in records) >= 3:
        return None
    return "member", {}, matter(walk) | origin(walk)


def claim_of_proposal(walk):
    chosen = walk.any_proposal()
    record = chosen and walk.read(f"/desk/proposals/{chosen}", "member")
    return ("office", {"record": chosen}, {}) if record and record["state"] == "submitted" else None


def is_signed(walk, record):
    """Whether nobody who was invited to sign is waited for."""
    return all(each["answer"] for each in record["coSigners"])


def leads(walk, record):
    """Filed proposals of the walk into which this one may be merged."""
    if record["parts"]:
        return []
    others = [walk.read(f"/desk/proposals/{each}", "office") for each in walk.proposals
              if each != record["id"] and each not in walk.ended]
    return [each["id"] for each in others if each and each["state"] == "filed" and not each["asksBack"]]


def may_unmerge(walk, record):
    return walk.read(f"/desk/proposals/{record['lead']}", "office")["state"] in ("filed", "handling")


def handlers(walk, record):
    """A unit that leads, now and then with another beside it."""
    lead, *others = walk.chance.sample(list(walk.zone.officers), len(walk.zone.officers))
    return {"lead": lead} | ({"coHandlers": others[:1]} if walk.chance.random() < 0.4 else {})


def unanswered(walk, who):
    """What somebody was asked about replies to the walk's proposals and has not answered, by the subject."""
    items = walk.read("/desk/opinions?part=asked&limit=100", who)["items"]
    return [each for each in items if each["isAsked"] and each["result"] is None and each["subject"] in walk.proposals.values()]


def is_answered(walk, record):
    subjects = {record["subject"]} | {walk.proposals.get(part) for part in record["parts"]}
    return not any(each["subject"] in subjects for who in ("member", "colleague") for each in unanswered(walk, who))


def asked_proposer(walk, chosen):
    return "member" if chosen in [each["id"] for each in unanswered(walk, "member")] else "colleague"


def opinion_to_give(walk):
    """Somebody's word that is asked for; while the reply is judged, and not while it is written anew."""
    return walk.any_of([each["id"] for who in ("member", "colleague") for each in unanswered(walk, who)])


def is_judged(walk, record):
    lead = walk.read(f"/desk/proposals/{record['lead']}", "office")
    return lead["state"] == "replied" and lead["replies"] == record["number"]


def said_of_reply(walk, record):
    rating = "dissatisfied" if walk.chance.random() < 0.15 else walk.chance.choice(["satisfied", "basically"])
    return {"manner": "satisfied", "result": rating, "remark": "说一句。"}


def free_units(walk, record):
    """Units that have no part in the proposal yet."""
    items = walk.read(f"/desk/proposals/{record['proposal']}/assignments", "office")["items"]
    return [unit for unit in walk.zone.officers if unit not in [each["unit"] for each in items]]


def has_all_opinions(walk, record):
    items = walk.read(f"/desk/proposals/{record['proposal']}/assignments", "office")["items"]
    return all(each["state"] in ("sent", "recalled") for each in items if each["part"] == "co_handler")


def others_of_unit(walk, record):
    return [person for person in walk.zone.officers[record["unit"]] if person != record["officer"]]


def may_be_checked(walk, record):
    """The last talk was agreed on, and with a leader there where it is the second reply."""
    talks = record["contacts"]
    return bool(talks) and not talks[-1]["isContested"] and any(each["withLeader"] for each in talks)


def is_working(walk, record):
    return len(record["contacts"]) < 3


def handed_on(walk):
    """The clue of one of the walk's topics."""
    topics = [topic for topic in [walk.topic, *walk.earlier] if topic in walk.handed]
    items = walk.read("/desk/clues?limit=100", "office")["items"] if topics else []
    return walk.any_of([each["id"] for each in items if each["topic"] in topics and each["state"] != "withdrawn"])


SIGNED = {"signer": "局长钟立言", "principal": "yes"}
CHECKED = dict.fromkeys(["oneMatter", "threeParts", "ownCompetence", "noSecrets", "noPersons", "signed"], "yes")


def raise_topic(walk):
    device = walk.flooding_device() if walk.chance.random() < 0.6 else {}
    photos = {"photos": walk.photos} if walk.photos else {}
    # Every other submitter leaves a phone, and says how it ends with all that is done by code.
    phone = {"phone": f"1370000{1000 + walk.number % 9000}"} if len(walk.codes) % 2 else {}
    return None, {"device": device}, {"room": ROOM, "text": f"{walk.name}：路灯不亮，“希望”修好。"} | photos | phone


def answer_question(walk):
    record = walk.read_topic()
    if record is None or record["state"] != "asked" or walk.topic not in walk.codes:
        return None
    code = walk.codes[walk.topic]
    return None, {"trackingCode": code, "topic": walk.topic}, {"answer": "在桥头，第三根杆子。"} | walk.ending(code)


def own_act(can, body):
    """What the submitter does with the own topic, by its code."""

    def prepare(walk):
        record = walk.read_topic()
        if record is None or walk.topic not in walk.codes or not can(walk, record):
            return None
        code = walk.codes[walk.topic]
        return None, {"trackingCode": code, "topic": walk.topic}, body | walk.ending(code)

    return prepare


def may_withdraw(walk, record):
    """What others have joined is not taken back."""
    is_joined = walk.topic in walk.hosts or walk.supporters.get(walk.topic)
    return record["state"] in WITHDRAWABLE and not record["withdrawalAt"] and not is_joined


def takes_doubles(walk, record):
    """Whether something may be merged into the present topic: neither is just being taken back."""
    host = walk.read_topic()
    return host is not None and host["state"] in OPEN and not host["withdrawalAt"] and not record["withdrawalAt"]


def claim(walk):
    record = walk.read_topic()
    if record is None or record["state"] not in UNDECIDED:
        return None
    return "secretary", {"record": walk.topic}, {}


def support(walk):
    record = walk.read_topic()
    if record is None or record["publication"] != "published" or record["state"] not in OPEN:
        return None
    if walk.supporters.get(walk.topic, 0) >= 2 or record["withdrawalAt"]:
        return None
    return None, {"topic": walk.topic}, {"phone": f"139{walk.number:03}{len(walk.done):05}"}


def chunk(kind, content):
    """A piece of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


# Eight by eight pixels of grey.
PHOTO = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
         + chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80\x80\x80\x80\x80\x80" * 8)) + chunk(b"IEND", b""))


def send_photo(walk):
    return None if walk.photos else (None, {}, PHOTO)


def upload(walk):
    who = walk.chance.choice(["secretary", "member"])
    if walk.uploads.get(who):
        return None
    return who, {"who": who}, f"{walk.name}在现场数了{len(walk.done)}盏灯。".encode()


def attachers(walk, _):
    """Whoever has sent a file that belongs to nothing yet."""
    who = [who for who, files in walk.uploads.items() if files]
    return walk.chance.choice(who) if who else None


def research_body(walk, record):
    files = walk.uploads.get("member") or []
    return {"visit": "早高峰在路口看了一小时。", "findings": "三盏灯不亮。", "advice": "先换灯泡。"} | (
        {"files": files} if files else {})


def ready_before(walk):
    """The topics left behind that wait for their session."""
    records = [walk.read(f"/desk/topics/{each}", "secretary") for each in walk.earlier if each not in walk.merged]
    return [record["id"] for record in records if record and record["state"] == "ready"]


def plan(walk):
    record = walk.read_topic()
    if record is None or record["state"] not in ("selected", "researching", "ready"):
        return None
    held = walk.read(f"/desk/sessions/{walk.session}", "secretary") if walk.session else None
    if held and held["state"] != "cancelled":
        return None
    topics = [walk.topic, *ready_before(walk)[:1]]
    body = {"title": f"{walk.name}的协商会", "topics": topics, "day": day(), "time": "23:00", "place": "服务中心"}
    return walk.chance.choice(["secretary", "convener"]), {}, body


def others_open(walk, record):
    """The session's topics beside the walk's own that are not said to end without consensus: a walk writes items on its own alone."""
    ended = {each["topic"] for each in record["topicConclusions"] if each["conclusion"] == "no_consensus"}
    return [each for each in record["topics"] if each != walk.topic and each not in ended]


def are_others_without_consensus(walk, record):
    return not others_open(walk, record)


def topic_conclusion(walk, record):
    others = others_open(walk, record)
    if others:
        return {"topic": others[0], "reached": "no_consensus", "text": "这件下次再谈。"}
    return {"topic": walk.topic} | conclusion(walk, record)


def plan_decision(walk, record):
    decision = walk.chance.choice(["approved", "declined"]) if record["plan"] == "proposed" else "declined"
    return {"decision": decision, "reference": "安委发〔2026〕7号", "day": day()}


def invitation(walk, record):
    present = {person["category"] for person in record["participants"]}
    missing = [category for category in CATEGORIES if category not in present]
    category = walk.chance.choice(missing or ["people"])
    if category == "member":
        return {"category": category, "member": walk.zone.member}
    # A phone is invited once.
    return {"category": category, "names": CATEGORIES[category] if missing else "职工小陈"}


def readiness(walk, record):
    present = {person["category"] for person in record["participants"]}
    return {} if present >= set(CATEGORIES) else {"waiver": "村里的人今天都下地了。"}


def somebody(walk, record):
    return walk.chance.choice(record["participants"])["id"]


def silent(record):
    """Those who neither speak nor wait for it."""
    speaking = record["speaking"]
    listed = {each["participant"] for each in speaking["waiting"] + [speaking["floor"] or {"participant": None}]}
    return [person["id"] for person in record["participants"] if person["id"] not in listed]


def can_speak(record):
    """Those on the list of speakers who are there."""
    there = {person["id"] for person in record["participants"] if person["isPresent"]}
    return [each["participant"] for each in record["speaking"]["waiting"] if each["participant"] in there]


def absent(record):
    return [person["id"] for person in record["participants"] if not person["isPresent"]]


def present(record):
    return [person["id"] for person in record["participants"] if person["isPresent"]]


def once(what):
    """Whether the walk has not done this to the record yet, and how it remembers."""
    return (lambda walk, record: (what, record["id"]) not in walk.wishes,
            lambda walk, request: walk.wishes.add((what, request.ids["record"])))


def is_silent(walk, record):
    return any(person["answer"] is None for person in record["participants"]) and once("remind")[0](walk, record)


def screen_code(walk, record):
    return {"code": walk.read(f"/desk/sessions/{record['id']}/screen", "secretary")["code"]}


def come_by_name(walk):
    """Somebody in the room checks in with the code on its screen, under a name that nobody else has."""
    record = walk.read(f"/desk/sessions/{walk.session}", "secretary") if walk.session else None
    if record is None or record["state"] != "in_progress":
        return None
    names = [person["name"] for person in record["participants"]]
    coming = [person["name"] for person in record["participants"]
              if person["name"] and not person["isPresent"] and names.count(person["name"]) == 1
              # Who has said no, or sent somebody else, is not waited for.
              and person["answer"] not in ("declined", "substituted")]
    if not coming:
        return None
    return None, {"session": walk.session}, screen_code(walk, record) | {"name": walk.chance.choice(coming)}


def members(record):
    return [one["id"] for one in record["participants"] if one["category"] == "member"]


def conclusion(walk, record):
    reached = walk.chance.choice(["consensus", "consensus", "consensus", "no_consensus"])
    return {"reached": reached, "text": "两周内换好灯泡。"}


def task(walk, record=None):
    """Another task than before, so that a revision changes something."""
    unit = walk.chance.choice(list(walk.zone.officers))
    return {
        "task": f"换灯泡{len(walk.done)}", "unit": unit, "officer": walk.chance.choice(walk.zone.officers[unit]),
        "milestones": f"{day(14)} 换好灯泡\n{day(30)} 查过一遍"}


def other_unit(walk, record):
    unit = walk.chance.choice([unit for unit in walk.zone.officers if unit != record["unit"]])
    return {"unit": unit, "officer": walk.chance.choice(walk.zone.officers[unit])}


def colleagues(walk, record):
    return [person for person in walk.zone.officers[record["unit"]] if person != record["officer"]]


def progress(walk, record):
    left = [number for number, each in enumerate(record["milestones"], 1) if not each["isReached"]]
    return {"text": "灯泡买来了。"} | ({"milestone": str(left[0])} if left else {})


def word(walk):
    """What somebody says about an item; sometimes with a remark."""
    remark = {"remark": "晚上亮堂了。"} if walk.chance.random() < 0.5 else {}
    return {"outcome": walk.chance.choice(["solved", "partly", "unsolved"]), "rating": "satisfied"} | remark


def asking(walk):
    """An item of the walk about which people are asked, and not all have answered."""
    record = walk.read(f"/desk/items/{walk.current('items')}", "secretary") if walk.items else None
    waits = record and record["state"] == "verified" and record["confirmed"]["asked"] > record["confirmed"]["answered"]
    return record["id"] if waits else None


def confirm_by_code(walk):
    chosen = asking(walk)
    for code in walk.codes_of_matter() if chosen else []:
        asked = walk.read(f"/topics/status/{code}", None)["asked"]
        if any(each["item"] == chosen and each["outcome"] is None for each in asked):
            return None, {"trackingCode": code, "item": chosen}, word(walk) | walk.ending(code)
    return None


def make_link(walk):
    chosen = asking(walk)
    rows = walk.read(f"/desk/items/{chosen}/confirmations", "secretary")["items"] if chosen else []
    for row in rows:
        if row["voice"] != "submitter" and row["outcome"] is None and (chosen, row["id"]) not in walk.links:
            return "secretary", {"record": chosen, "confirmation": row["id"]}, {}
    return None


def confirm_by_link(walk):
    chosen = asking(walk)
    links = [(key, token) for key, token in walk.links.items() if key[0] == chosen]
    if not links:
        return None
    key, token = walk.chance.choice(links)
    return None, {"token": token, "link": key}, word(walk)


def nominate(walk):
    """The topic of the walk, once units have handled it; in a year it is put up once, or again after it was taken back."""
    record = walk.read_topic()
    entries = [walk.read(f"/desk/contests/{each}", "secretary") for each in walk.contests]
    if not record or record["state"] != "closed" or not record.get("claimed"):
        return None
    if any(each["topic"] == record["id"] and each["state"] != "withdrawn" for each in entries):
        return None
    return "secretary", {"topic": record["id"]}, {"topic": record["id"], "reason": "群众都说好。"}


def give_score(walk):
    """What the member thinks of how an item was handled, once it is closed; another word can follow."""
    chosen = walk.current("items") if walk.items else None
    listed = [
        each["item"] for part in ("open", "scored")
        for each in walk.read(f"/desk/scores?part={part}&limit=100", "member")["items"]] if chosen else []
    return ("member", {"item": chosen}, {"points": walk.chance.choice("345")}) if chosen in listed else None


def request_erasure(walk):
    known = [each for each in walk.codes if each not in walk.erasing]
    if not known:
        return None
    chosen = walk.chance.choice(known)
    record = walk.read(f"/desk/topics/{chosen}", "secretary")
    if record is None or record["text"] is None:
        return None
    return None, {"trackingCode": walk.codes[chosen], "topic": chosen}, walk.ending(walk.codes[chosen])


def request_of(kind, body):
    """A wish about the own data, once for each code."""

    def prepare(walk):
        known = [each for each in walk.codes if (kind, each) not in walk.wishes and each not in walk.erasing]
        if not known:
            return None
        chosen = walk.chance.choice(known)
        record = walk.read(f"/desk/topics/{chosen}", "secretary")
        if record is None or record["text"] is None:
            return None
        return None, {"trackingCode": walk.codes[chosen], "wish": (kind, chosen)}, body | walk.ending(walk.codes[chosen])

    return prepare


def erase_by_link(walk):
    chosen = asking(walk)
    links = [(key, token) for key, token in walk.links.items() if key[0] == chosen]
    if not links or ("link", walk.topic) in walk.wishes:
        return None
    return None, {"token": walk.chance.choice(links)[1], "wish": ("link", walk.topic)}, {}


def request_unmasking(walk):
    record = walk.read(f"/desk/sessions/{walk.session}", "convener") if walk.session else None
    residents = [person["id"] for person in record["participants"] if person["category"] == "people"] if record else []
    unknown = [each for each in residents if ("unmask", each) not in walk.wishes]
    if not unknown:
        return None
    chosen = walk.chance.choice(unknown)
    return "convener", {"wish": ("unmask", chosen)}, {"whose": chosen, "reason": "要约时间看现场。"}


def place_hold(walk):
    if not walk.session or ("hold", walk.session) in walk.wishes:
        return None
    return "privacy", {"wish": ("hold", walk.session)}, {"record": walk.session, "reason": "正在诉讼。"}


def wished(walk, request, into=None):
    walk.wishes.add(request.ids["wish"])
    if into is not None:
        into.append(request.answer.json["id"])


def save_contacts(walk):
    who = walk.chance.choice(list(walk.zone.tokens))
    return who, {}, {"phone": "13900000000", "phone_pace": walk.chance.choice(["none", "digest", "each"])}


def save_notice_choices(walk):
    who = walk.chance.choice(list(walk.zone.tokens))
    return who, {}, {"topics": walk.chance.choice(["usual", "each", "digest", "product"])}


def look_after_room(body):
    """What is done to the room's own code. One walk does it: all of them share the room, and its version."""
    return lambda walk: ("secretary", {"record": walk.zone.room}, body) if walk.number == 0 else None


def void_slips(walk):
    """Of a batch whose slips the walk does not hold any more."""
    room = walk.read(f"/desk/rooms/{walk.zone.room}", "secretary") if walk.number == 0 else None
    good = [batch["id"] for batch in room["slipBatches"][1:] if batch["voidedAt"] is None] if room else []
    return ("secretary", {"record": walk.zone.room}, {"batch": good[-1], "reason": "前台的一沓不见了。"}) if good else None


def raise_by_slip(walk):
    if not walk.slips:
        return None
    return None, {"slip": walk.chance.choice(walk.slips)}, {"text": f"{walk.name}：没带手机，井盖响。"}


def support_by_slip(walk):
    if not walk.slips or support(walk) is None:
        return None
    return None, {"slip": walk.chance.choice(walk.slips)}, {"topic": walk.topic}


def plan_reception(walk):
    """A day of today, whose last slot can be booked nearly as long as the day lasts."""
    return "secretary", {}, {
        "room": walk.zone.room, "day": day(), "from": "00:00", "until": "23:59", "slot": "10", "places": "6",
        "place": "服务中心三楼", "members": [walk.zone.member], "alongside": "yes"}


def book(walk):
    if walk.reception is None or len(walk.bookings) >= 4:
        return None
    if walk.read(f"/receptions/{walk.reception}", None)["state"] != "open":
        return None
    left = {"name": "老吴", "phone": "13900000000"} if walk.chance.random() < 0.7 else {}
    return None, {"reception": walk.reception}, {"slot": LAST_SLOT} | left


def own_booking(can):
    """What the holder of a booking does with it, where it can be done."""

    def prepare(walk):
        codes = [code for code in walk.bookings if can(walk.read(f"/bookings/{code}", None))]
        return (None, {"booking": walk.chance.choice(codes)}, {}) if codes else None

    return prepare


def takes_enrolments(walk):
    found = walk.read(f"/sessions/{walk.session}", None) if walk.session else None
    return found is not None and found["takesEnrolments"]


def enrol(walk):
    if len(walk.enrolments) >= 5 or not takes_enrolments(walk):
        return None
    left = {"phone": "13900000004"} if walk.chance.random() < 0.5 else {}
    return None, {"session": walk.session}, {"name": "工友老夏", "words": "想说说楼道灯。"} | left


def own_enrolment(can):
    """What the holder of an enrolment does with it, where it can be done."""

    def prepare(walk):
        codes = [code for code in walk.enrolments if can(walk, walk.read(f"/enrolments/{code}", None))]
        return (None, {"enrolment": walk.chance.choice(codes)}, {}) if codes else None

    return prepare


def forget_enrolled(walk):
    """Nothing is kept of whoever has done this, so nobody asks to unmask this person afterwards."""
    if ("hold", walk.session) in walk.wishes:
        return None
    for code, enrolment in walk.enrolments.items():
        own = walk.read(f"/enrolments/{code}", None)
        if own["state"] == "admitted" and (own["name"] or own["phone"]):
            record = walk.read(f"/desk/enrolments/{enrolment}", "secretary")
            # A link asks for the erasure of whoever it belongs to, which cannot be seen: no such link is used any more.
            walk.wishes.add(("link", walk.topic))
            return None, {"enrolment": code, "wish": ("unmask", record["participant"])}, {}
    return None


def is_withdrawable(walk, own):
    return own["state"] == "waiting" or own["state"] == "admitted" and takes_enrolments(walk)


def begin_sentiment(walk):
    if len(walk.sentiments) >= 6:
        return None
    return "member", {}, {
        "room": walk.zone.room, "title": f"{walk.name}遇到的事", "person": "老吴", "phone": "13900000000"} | met(walk, None)


def met(walk, record):
    """What one of the first steps says."""
    return {"day": day(), "place": "车间门口", "words": "夜班下来没有灯。"}


def transfer(walk, record):
    """Passed on to a unit, or to where no unit has it."""
    way = walk.chance.choice([
        {"channel": "department", "unit": walk.chance.choice(list(walk.zone.officers))}, {"channel": "opinion_report"}])
    return way | {"words": "请办。", "due": day(10)}


def has_result(walk, record):
    """Whether something can have come back: of a topic once it was settled on the spot."""
    if record["topic"] is None:
        return True
    return walk.read(f"/desk/topics/{record['topic']}", "secretary")["state"] == "solved_directly"


def enter(walk):
    """A topic of the room beside, written down from a paper form."""
    if walk.beside:
        return None
    return "secretary", {}, {"source": "paper", "room": walk.zone.beside, "text": f"{walk.name}：厂房门口也没有灯。"}


def is_brought(walk):
    """Whether the topics of both rooms are before the room above."""
    beside = walk.beside and walk.read(f"/desk/topics/{walk.beside}", "secretary")
    return bool(beside and beside["escalation"] and beside["escalation"]["into"] is None and not beside["escalation"]["isDeclined"])


def push(walk):
    if len(walk.pushed) >= 3:
        return None
    return "secretary", {}, {
        "channel": "grid", "room": walk.zone.room, "text": f"{walk.name}：网格员看到灯不亮。", "system": "园区网格",
        "number": f"I-{uuid.uuid4().hex[:12]}"}


def fetch_result(walk):
    """A result that is there and has not been fetched."""
    for topic, ticket in walk.pushed.items():
        record = walk.read(f"/desk/topics/{topic}", "secretary")
        if record and "acknowledge_return" in record["permittedCommands"]:
            pushed = walk.read(f"/desk/dispatches/pushed?{urllib.parse.urlencode(ticket)}", "secretary")
            return "secretary", {"topic": topic}, ticket | {"resultVersion": pushed["resultVersion"]}
    return None


def sent_on(walk):
    """What was sent on to the grid and nobody has taken in."""
    for topic in [topic for topic in [walk.topic, *walk.earlier] if topic]:
        record = walk.read(f"/desk/topics/{topic}", "secretary")
        if record and "give_receipt" in record["permittedCommands"]:
            return topic
    return None


def take_in(walk):
    topic = sent_on(walk)
    return topic and ("secretary", {"topic": topic}, {
        "topic": topic, "system": "园区网格", "number": f"O-{uuid.uuid4().hex[:12]}"})


def send_result(walk):
    for topic, ticket in walk.sent.items():
        record = walk.read(f"/desk/topics/{topic}", "secretary")
        # What went on to those who write proposals is no longer with the system, nor what was taken back from it.
        if (record and "tell_result" in record["permittedCommands"] and topic not in walk.handed
                and (record["redirection"] or {}).get("receipt") == ticket):
            return "secretary", {"topic": topic}, ticket | {"result": "网格员换了灯泡。"}
    return None


# What leads from a topic to the people's word weighs most, so that many walks come to the end.
DEEDS = [
    Deed("send_photo", "/photos", send_photo, lambda walk, request: walk.keep_photo(request), 0.2),
    Deed("submit", "/topics", raise_topic, lambda walk, request: walk.begin(request), 0.2),
    Deed("renew", "/desk/rooms/{record}/renewal", look_after_room({"reason": "海报被人贴了别的码。"}), weight=0.1),
    Deed("make_slips", "/desk/rooms/{record}/slips", look_after_room({"count": "12", "until": day(30)}),
         lambda walk, request: walk.keep_slips(request), 0.1),
    Deed("void_slips", "/desk/rooms/{record}/voiding", void_slips, weight=0.05),
    Deed("raise_by_slip", "/slips/{slip}/topics", raise_by_slip, lambda walk, request: walk.spend_slip(request), 0.3),
    Deed("support_by_slip", "/slips/{slip}/supports", support_by_slip,
         lambda walk, request: walk.spend_slip_on_support(request), 0.3),
    Deed("answer", "/topics/status/{trackingCode}/answer", answer_question, weight=5),
    Deed("add", "/topics/status/{trackingCode}/addition",
         own_act(lambda walk, record: record["state"] in WITHDRAWABLE - {"asked"} and walk.chance.random() < 0.2,
                 {"addition": "昨天晚上又灭了一盏。"}), weight=0.2),
    Deed("withdraw", "/topics/status/{trackingCode}/withdrawal", own_act(may_withdraw, {"reason": "已经有人来修了。"}),
         weight=0.1),
    Deed("keep_up", "/topics/status/{trackingCode}/keeping-up",
         own_act(lambda walk, record: record["withdrawalAt"], {}), weight=3),
    Deed("judge", "/topics/status/{trackingCode}/judgement",
         own_act(lambda walk, record: record["judgement"] and not record["judgement"]["outcome"],
                 {"outcome": "partly", "rating": "basically"}), weight=3),
    Deed("claim", "/desk/topics/{record}/claim", claim, weight=0.3),
    Deed("let_go", "/desk/topics/{record}/claim-end", claim, weight=0.1),
    topic("score", "score", "secretary convener",
          lambda walk, record: {"needed": "4", "hopedFor": "5", "feasible": "3"}, weight=0.3),
    topic("mediate", "mediation", "secretary",
          lambda walk, record: {
              "day": day(), "parties": "桥头两家店主", "record": "说好轮流看灯。", "outcome": "part"}, weight=0.1),
    topic("settle", "mediation", "secretary", command="mediate",
          can=lambda walk, record: "solve_directly" in record["permittedCommands"],
          body=lambda walk, record: {
              "day": day(), "parties": "桥头两家店主", "record": "说好轮流看灯。", "outcome": "settled",
              "answer": "两家说好轮流看灯，坏了当天报修。"}, weight=0.03),
    topic("propose_for_plan", "plan-proposal", "convener", weight=0.3),
    topic("record_plan_decision", "plan-decision", "convener secretary",
          plan_decision, weight=5,
          # What is in the plan already is taken out of it now and then.
          can=lambda walk, record: record["plan"] == "proposed" or walk.chance.random() < 0.05),
    topic("release", "release", weight=5),
    topic("pool", "pool", weight=4),
    topic("categorise", "category", "secretary convener",
          lambda walk, record: {"category": walk.chance.choice(["safety", "housing", "roads"])}, weight=0.2),
    topic("reject", "rejection", body=lambda walk, record: {"ground": "no_matter", "explanation": "没有写明是哪一盏灯。"},
          weight=0.1),
    topic("reconsider", "reconsideration", body=lambda walk, record: {"reason": "是写明了的，看漏了。"}, weight=2),
    topic("redirect", "redirection",
          can=lambda walk, record: record["state"] in UNDECIDED or walk.chance.random() < 0.1,
          body=lambda walk, record: {"channel": "grid", "explanation": "请网格员先去看。"}, weight=0.5),
    topic("hand_on", "redirection", command="redirect",
          body=lambda walk, record: {
              "channel": "proposal_clue", "explanation": "请委员写成提案。", "clueText": f"{walk.name}：路灯该统一管。"},
          can=lambda walk, record: record["state"] in UNDECIDED or walk.chance.random() < 0.1,
          learn=lambda walk, request: walk.handed.add(request.ids["record"]), weight=0.3),
    topic("pass_on", "passing",
          body=lambda walk, record: {"room": walk.zone.above, "reason": "是上一级那一片的事。"}, weight=0),
    topic("take_back", "taking-back", body=lambda walk, record: {"reason": "网格办不了。"}, weight=0.3),
    topic("tell_result", "result", body=lambda walk, record: {"result": "网格员换了灯泡。"}, weight=0.3),
    topic("ask", "question", body=lambda walk, record: {"question": "是哪一根杆子？"}, weight=0.5),
    topic("solve_directly", "solution", body=lambda walk, record: {"answer": "灯泡当天换好了。"}, weight=0.1),
    topic("review", "review", body=lambda walk, record: {"title": f"{walk.name}的路灯", "body": "桥头路灯不亮。"},
          can=lambda walk, record: record["publication"] != "published", weight=1),
    topic("unpublish", "unpublication", body=lambda walk, record: {"reason": "文字有误，改后再公开。"}, weight=0.1),
    topic("relate", "relation", body=lambda walk, record: {"topic": walk.chance.choice(walk.earlier)},
          can=lambda walk, record: walk.earlier, weight=0.1),
    topic("escalate", "escalation", body=lambda walk, record: {"room": walk.zone.above, "reason": "几栋楼都有。"},
          pick=lambda walk: walk.any_of([topic for topic in [walk.topic, walk.beside] if topic]), weight=1),
    topic("keep_here", "keeping-here", weight=0.3),
    topic("decline_escalation", "escalation-declining", body=lambda walk, record: {"reason": "眼下只有这一处。"}, weight=0.3),
    topic("gather", "gathering", body=lambda walk, record: {"topics": [walk.beside], "text": "几栋楼的路灯都不亮。"},
          can=lambda walk, record: is_brought(walk), learn=lambda walk, request: walk.note_parent(request), weight=5),
    topic("dissolve", "dissolution", pick=lambda walk: walk.parent, weight=3,
          learn=lambda walk, request: walk.forget_parent()),
    Deed("enter", "/desk/topics", enter, lambda walk, request: walk.keep_beside(request), 0.5),
    topic("pool_beside", "pool", pick=lambda walk: walk.beside, command="pool", weight=5),
    Deed("push", "/desk/dispatches", push, lambda walk, request: walk.keep_pushed(request), 0.3),
    topic("return_topic_result", "returned-result", pick=lambda walk: walk.any_of(list(walk.pushed)), command="return_result",
          body=lambda walk, record: {"result": "网格员看过，灯换好了。", "means": "system"},
          can=lambda walk, record: record["dispatch"]["result"] is None, weight=1),
    topic("acknowledge_return", "return-acknowledgement", pick=lambda walk: walk.any_of(list(walk.pushed)),
          can=lambda walk, record: walk.chance.random() < 0.2, weight=0.3),
    Deed("fetch_result", "/desk/dispatches/acknowledgements", fetch_result, weight=1),
    topic("give_receipt", "receipt", body=lambda walk, record: {"system": "园区网格", "number": f"O-{uuid.uuid4().hex[:12]}"},
          pick=sent_on, learn=lambda walk, request: walk.sent.pop(request.ids["record"], None), weight=0.5),
    Deed("take_in", "/desk/dispatches/receipts", take_in, lambda walk, request: walk.keep_sent(request), 1),
    Deed("send_result", "/desk/dispatches/results", send_result, weight=3),
    topic("merge", "merging", body=lambda walk, record: {"topic": walk.topic}, pick=lambda walk: walk.double(),
          can=takes_doubles,
          learn=lambda walk, request: walk.note_merging(request), weight=2),
    topic("unmerge", "unmerging", pick=lambda walk: walk.chance.choice(walk.merged) if walk.merged else None,
          learn=lambda walk, request: walk.merged.remove(request.ids["record"]), weight=0.1),
    topic("select", "selection", "convener", weight=5),
    topic("deselect", "deselection", "convener", lambda walk, record: {"reason": "等镇里统一更换，先不协商。"}, weight=0.05),
    topic("assign", "assignment", "convener secretary",
          lambda walk, record: {"researcher": walk.zone.member, "day": day(7)},
          lambda walk, record: record["state"] == "selected" or walk.chance.random() < 0.1, weight=5),
    topic("research", "research", "member", research_body,
          lambda walk, record: record["state"] == "researching" or walk.chance.random() < 0.05,
          learn=lambda walk, request: walk.use_files(request), weight=5),
    topic("attach", "attachments", attachers, lambda walk, record: {"files": walk.uploads[walk.actor]},
          learn=lambda walk, request: walk.use_files(request), weight=0.3),
    Deed("upload", "/attachments", upload, lambda walk, request: walk.keep_file(request), 0.2),
    topic("open_next_round", "next-round", "convener secretary", lambda walk, record: {"changes": "灯又坏了两盏。"},
          learn=lambda walk, request: walk.go_on(request), weight=1),
    Deed("support", "/topics/{topic}/supports", support, lambda walk, request: walk.count_supporter(), 0.5),

    # The walks hold their sessions over topics.
    Deed("plan_proposal_session", "/desk/proposal-sessions", lambda walk: None, weight=0),
    Deed("plan", "/desk/sessions", plan, lambda walk, request: walk.hold(request), 4),
    session("announce", "announcement", "convener",
            can=lambda walk, record: (walk.read_topic() or {"state": None})["state"] == "ready", weight=5),
    session("invite", "participants", body=invitation,
            can=lambda walk, record: len(record["participants"]) < 6, weight=2),
    session("answer_invitation", "answers", command="answer",
            body=lambda walk, record: {"participant": somebody(walk, record), "reply": "coming"},
            can=lambda walk, record: record["participants"], weight=0.3),
    session("remind_invited", "reminder", command="remind", can=is_silent, learn=once("remind")[1], weight=0.2),
    session("see_the_place", "visits", "convener secretary", lambda walk, record: {"text": "桥头那盏不亮。"},
            command="record_visit", weight=0.2),
    session("ready", "readiness", body=readiness, weight=1),
    session("start", "opening", "convener secretary", weight=5),
    session("check_in", "check-in", body=lambda walk, record: {"present": absent(record)},
            can=lambda walk, record: absent(record), weight=4),
    session("arrive", "arrival", "member", screen_code, can=once("arrive")[0], learn=once("arrive")[1], weight=0.3),
    Deed("come_by_name", "/sessions/{session}/check-ins", come_by_name, weight=1),
    session("record_opinion", "opinions",
            body=lambda walk, record: {
                "participant": walk.chance.choice(present(record)), "stance": "suggestion", "text": "先换桥头那盏。"},
            can=lambda walk, record: present(record), weight=1),
    session("enlist", "speakers", "convener secretary",
            lambda walk, record: {"speakers": [walk.chance.choice(silent(record))], "minutes": "3"},
            can=lambda walk, record: silent(record) and once("enlist")[0](walk, record),
            learn=once("enlist")[1], weight=0.3),
    session("ask_floor", "floor-request", "member", weight=0.2),
    session("reorder", "speakers-order", "convener secretary",
            lambda walk, record: {"speaker": record["speaking"]["waiting"][0]["participant"], "place": "last"},
            can=once("reorder")[0], learn=once("reorder")[1], weight=0.1),
    session("give_floor", "floor", "convener secretary",
            lambda walk, record: {"speaker": walk.chance.choice(can_speak(record))},
            can=lambda walk, record: can_speak(record), weight=1),
    session("end_turn", "turn-end", "convener secretary", weight=3),
    # A walk invites one member.
    session("pair", "pairs", can=lambda walk, record: False, weight=0),
    session("hand_in_paper", "papers", "secretary",
            lambda walk, record: {"title": "路灯用电记录", "file": walk.uploads["secretary"]},
            can=lambda walk, record: walk.uploads.get("secretary"),
            learn=lambda walk, request: walk.use_files(request), weight=0.5),
    session("change_paper", "papers-change", "convener secretary",
            lambda walk, record: {
                "paper": walk.chance.choice(record["papers"])["id"],
                "change": walk.chance.choice(["publish", "keep_inside", "withdraw"])},
            can=lambda walk, record: record["papers"] and once("change_paper")[0](walk, record),
            learn=once("change_paper")[1], weight=0.1),
    session("approve_leave", "leave", "convener secretary",
            lambda walk, record: {"participant": walk.chance.choice(members(record)), "reason": "市里开会。"},
            # Before it begins the circle would not be complete any more.
            lambda walk, record: record["state"] == "in_progress" and members(record), weight=0.2),
    session("note_leader", "leaders", "convener secretary",
            lambda walk, record: {"side": "government", "who": "副县长丁", "presence": "expected",
                                  "briefing": f"第{record['version']}次通报。"},
            can=once("note_leader")[0], learn=once("note_leader")[1], weight=0.2),
    session("conclude_topic", "topic-conclusion", "convener secretary",
            topic_conclusion, weight=1),
    session("conclude", "conclusion", "convener secretary", conclusion, can=are_others_without_consensus, weight=3),
    session("draft_minutes", "minutes", body=lambda walk, record: {"text": f"同意换灯泡，第{record['version']}稿。"},
            can=lambda walk, record: record["state"] == "concluded" or walk.chance.random() < 0.2, weight=4),
    session("object", "objections", "convener secretary",
            lambda walk, record: {"participant": somebody(walk, record), "text": "我说的是先换桥头那盏。"}, weight=0.3),
    session("confirm_minutes", "minutes-confirmation", "convener", weight=3),
    session("draft_item", "items", body=lambda walk, record: task(walk) | {"topic": walk.topic},
            can=lambda walk, record: len(record["items"]) < 2,
            learn=lambda walk, request: walk.items.append(request.answer.json["items"][-1]), weight=2),
    session("issue_outcome", "outcome", "convener",
            can=lambda walk, record: not record["topicsWithoutItems"],
            learn=lambda walk, request: walk.keep_list(request), weight=3),
    session("archive", "archive", weight=0.3),
    session("postpone", "postponement", "convener", lambda walk, record: {"reason": "下大雨。"}, weight=0.2),
    session("reschedule", "new-day", "convener", lambda walk, record: {"day": day(), "time": "23:30"},
            lambda walk, record: (walk.read_topic() or {"state": None})["state"] in ("ready", "scheduled"), weight=5),
    session("cancel", "cancellation", "convener", lambda walk, record: {"reason": "已经当面说好了。"}, weight=0.1),

    item("revise", "revision", body=task, weight=0.3),
    item("discard", "discarding", body=lambda walk, record: {"reason": "写重了。"}, weight=0.1),
    item("dispatch", "dispatch", weight=5),
    item("accept", "acceptance", officer, weight=5),
    item("request_return", "return", officer,
         lambda walk, record: {"reason": "灯杆不归我们管。", "suggested": "供电所"}, weight=0.7),
    item("reassign", "reassignment", body=other_unit, weight=2),
    item("uphold", "upholding", body=lambda walk, record: {"reason": "三定方案写明归你们。"}, weight=2),
    item("hand_over", "handover", officer,
         lambda walk, record: {"officer": walk.chance.choice(colleagues(walk, record))}, colleagues, weight=0.2),
    item("progress", "progress", officer, progress, weight=1),
    item("ask_extension_of_item", "extension-request", officer, lambda walk, record: {"reason": "灯泡要从市里调。"},
         command="ask_extension", weight=0.3),
    item("grant_extension_of_item", "extension", command="grant_extension", weight=1),
    item("refuse_extension_of_item", "extension-refusal", command="refuse_extension", body=lambda walk, record: {"reason": "抓紧换。"}, weight=0.3),
    item("report", "report", officer,
         lambda walk, record: {"adoption": "adopted", "claimed": "solved", "text": "灯泡都换好了。"}, weight=3),
    item("verify", "verification", weight=4),
    item("send_back", "return-of-report", body=lambda walk, record: {"reason": "桥头那盏还不亮。"}, weight=0.4),
    item("close", "closing",
         can=lambda walk, record: record["confirmed"]["asked"] == record["confirmed"]["answered"], weight=5),
    item("reopen", "reopening", body=lambda walk, record: {"reason": "灯又不亮了。"},
         can=lambda walk, record: not (walk.read_topic() or {"nextRound": "unknown"})["nextRound"],
         learn=lambda walk, request: walk.forget_links(request.ids["record"]), weight=0.1),
    item("remind", "reminder", "secretary convener", lambda walk, record: {"text": "请抓紧换灯泡。"},
         lambda walk, record: record["remindedOn"] != day(), weight=0.3),
    item("supervise_jointly", "supervision", "secretary convener",
         lambda walk, record: {"party": "督查室主任", "committee": "政协副主席"}, weight=0.1),
    # The two who sign by an account are named in no walk; whoever has none is signed for from paper.
    item("sign", "signature", "leader", pick=lambda walk: None, weight=0),
    item("decline_to_sign", "signature-refusal", "leader", pick=lambda walk: None, weight=0),
    item("sign_for", "noted-signature",
         body=lambda walk, record: {"side": record["supervision"]["missingSignatures"][0], "paper": "会签单。"},
         can=lambda walk, record: record["confirmed"]["asked"] == record["confirmed"]["answered"], weight=4),
    item("inspect", "inspection", "secretary convener",
         lambda walk, record: {"day": day(), "people": "两位督办人", "seen": "换了三盏。"}, weight=0.2),
    item("comment", "comment", body=lambda walk, record: {"day": day(), "speaker": "县长", "text": "抓得紧。"}, weight=0.1),
    suggestion_list("route", "routing", lambda walk, record: {
        "addressee": "government" if record["routings"] else "party_committee", "day": day()}, weight=0.3),
    suggestion_list("note_receipt", "receipt", lambda walk, record: {
        "addressee": next(each["addressee"] for each in record["routings"] if not each["receivedOn"]), "day": day(),
        "words": "办公室签收。"}, weight=0.3),
    Deed("give_score", "/desk/scores/{item}", give_score, weight=0.5),
    # The sessions of a walk are held in the room's form, which takes no sign-ups.
    Deed("sign_up", "/desk/joining/{session}", lambda walk: None, weight=0),
    Deed("nominate", "/desk/contests", nominate, lambda walk, request: walk.contests.append(request.answer.json["id"]), 0.2),
    contest("withdraw_nomination", "withdrawal", "withdraw", "secretary convener",
            lambda walk, record: {"reason": "材料还要补。"}, weight=0.05),
    # Marks, results and visits need somebody who looks after the whole county.
    contest("mark_outcome", "marks", "judge", weight=0), contest("publish_outcome", "result", "publish", weight=0),
    contest("note_case_visit", "visits", "visit", weight=0),
    # A year is assessed from its December on, by whoever looks after the whole county: the zone of the walks has nobody.
    Deed("issue_assessment", "/desk/assessments", lambda walk: None, weight=0),
    # Nothing was talked over in the year before a walk.
    Deed("choose_look_back", "/desk/lookbacks", lambda walk: None, weight=0),
    look_back("note_look", "look", "look"), look_back("ask_again", "asking", "ask"),
    look_back("conclude_look_back", "conclusion", "conclude"), look_back("drop_look_back", "dropping", "drop"),
    # Notices are sent by whoever looks after the whole county.
    Deed("issue_deployment", "/desk/deployments", lambda walk: None, weight=0),
    Deed("remind_silent", "/desk/deployments/{record}/reminders", lambda walk: None, weight=0),
    receipt("sign_for_notice", "signing", "sign"), receipt("report_on_notice", "report", "report"),
    receipt("link_follower", "link", "link"), receipt("remind_addressee", "reminder", "remind"),
    receipt("excuse_addressee", "excusal", "excuse"),
    Deed("plan_live", "/desk/live", lambda walk: None, weight=0),
    live("open_live", "opening", "open"), live("close_live", "closing", "close"), live("count_heads", "heads", "count_heads"),
    live("declare_views", "views", "declare_views"), live("report_live", "report", "report"),
    live("revise_live", "revision", "revise"), live("cancel_live", "cancellation", "cancel"),
    Deed("claim_comment", "/desk/comments/{record}/claim", lambda walk: None, weight=0),
    Deed("let_comment_go", "/desk/comments/{record}/claim-end", lambda walk: None, weight=0),
    comment("approve_comment", "approval", "approve"), comment("hold_comment", "holding", "hold"),
    comment("reject_comment", "rejection", "reject"), comment("mark_comment", "suggestion", "mark"),
    comment("shortlist_comment", "shortlist", "shortlist"), comment("step_comment_back", "step-back", "step_back"),
    comment("cut_comment_in", "cut-in", "cut_in"), comment("note_answer", "noted-answer", "note_answer"),
    comment("answer_comment", "answer", "answer", "unit"), comment("redirect_comment", "redirection", "redirect"),
    comment("draft_item_of_comment", "items", "draft_item"), comment("join_item", "joining", "join_item"),
    # Calls for opinions are walked by their own tests.
    Deed("begin_deliberation", "/desk/deliberations", lambda walk: None, weight=0),
    Deed("add_statement", "/desk/deliberations/{record}/statements", lambda walk: None, weight=0),
    deliberation("open_deliberation", "open", "open"), deliberation("extend_deliberation", "extension", "extend"),
    deliberation("close_deliberation", "closing", "close"), deliberation("drop_deliberation", "dropping", "drop"),
    statement("adopt_statement", "adoption", "adopt"), statement("reject_statement", "rejection", "reject"),
    statement("take_statement_down", "removal", "take_down"), statement("erase_statement", "erasure", "erase"),
    Deed("offer_statement_by_slip", "/slips/{slip}/deliberations/{deliberation}/statements", lambda walk: None, weight=0),
    Deed("erase_statement_by_slip", "/slips/{slip}/deliberations/{deliberation}/statements/{statement}/erasure",
         lambda walk: None, weight=0),
    Deed("begin_proposal", "/desk/proposals", begin_proposal, lambda walk, request: walk.keep_proposal(request), 1),
    Deed("claim_proposal", "/desk/proposals/{record}/claim", claim_of_proposal, weight=0.2),
    Deed("let_proposal_go", "/desk/proposals/{record}/claim-end", claim_of_proposal, weight=0.1),
    proposal("write_proposal", "text", "write", "member",
             lambda walk, record: matter(walk) | {"subject": record["subject"]}, weight=0.3),
    proposal("invite_co_signers", "invitation", "invite", "member",
             lambda walk, record: {"people": [walk.zone.colleague]}, weight=0.5),
    proposal("recall_proposal", "recall", "recall", "member", weight=0.1),
    proposal("sign_proposal", "signature", "sign", "colleague", weight=3),
    proposal("decline_proposal", "declining", "decline", "colleague", weight=0.3),
    proposal("submit_proposal", "submission", "submit", "member", can=is_signed, weight=3),
    proposal("withdraw_proposal", "withdrawal", "withdraw", "member", lambda walk, record: {"reason": "已经解决了。"},
             # Mostly of what has its number, so that the office decides.
             lambda walk, record: not record["parts"] and (record["number"] or walk.chance.random() < 0.2), weight=0.2),
    # Paper comes seldom, and with a picture of it.
    Deed("enter_proposal", "/desk/proposal-entries", lambda walk: None, weight=0),
    proposal("enter_proposal_anew", "entry", "enter_anew", weight=0),
    proposal("enter_proposal_withdrawal", "withdrawal-entry", "enter_withdrawal", weight=0),
    proposal("file_proposal", "filing", "file", body=lambda walk, record: CHECKED, weight=4),
    proposal("turn_proposal_down", "turning-down", "turn_down",
             body=lambda walk, record: {"ground": "empty", "redirect": "proposer", "explanation": "请写具体。"}, weight=0.1),
    proposal("send_proposal_back", "sending-back", "send_back", body=lambda walk, record: {"reason": "请写数字。"}, weight=0.2),
    proposal("reconsider_proposal", "reconsideration", "reconsider", body=lambda walk, record: {"reason": "看漏了。"}, weight=2),
    proposal("merge_proposal", "merging", "merge",
             body=lambda walk, record: {"proposal": walk.chance.choice(leads(walk, record)), "consent": "电话里都同意。"},
             can=lambda walk, record: leads(walk, record), weight=0.5),
    proposal("unmerge_proposal", "unmerging", "unmerge", body=lambda walk, record: {"reason": "不是一件事。"},
             can=may_unmerge, weight=0.3),
    proposal("consent_to_withdrawal", "withdrawal-consent", "consent_to_withdrawal", weight=1),
    proposal("refuse_withdrawal", "withdrawal-refusal", "refuse_withdrawal", body=lambda walk, record: {"reason": "正在办。"},
             weight=2),
    proposal("forward_proposal", "forwarding", "forward", weight=0.1),
    proposal("receive_result", "result", "receive_result",
             body=lambda walk, record: {"filed": "yes", "number": "市-7", "words": "已列入计划。"}, weight=2),
    proposal("review_proposal", "review", "review",
             body=lambda walk, record: {"title": record["subject"], "body": "请更换线路。"},
             can=lambda walk, record: record["publication"] != "published", weight=0.5),
    proposal("unpublish_proposal", "unpublishing", "unpublish", body=lambda walk, record: {"reason": "文字有误。"}, weight=0.1),
    proposal("choose_as_key", "key", "choose_as_key",
             body=lambda walk, record: {"leader": "副主席", "reason": "群众说得多。"}, weight=0.1),
    proposal("supervise_proposal", "supervision", "supervise",
             body=lambda walk, record: {"means": "site_visit", "day": day(), "people": "三方", "words": "一周内换灯。"}, weight=0.3),
    proposal("assign_proposal", "assignment", "assign", body=handlers, weight=4),
    proposal("close_proposal", "closing", "close", can=is_answered, weight=5),
    # What was promised is looked at in the year after.
    proposal("begin_follow_up", "follow-up", "begin_follow_up", weight=0),
    proposal("follow_up_proposal", "follow-up-result", "follow_up", weight=0),
    proposal("categorise_proposal", "category", "categorise",
             body=lambda walk, record: {"category": walk.chance.choice(["safety", "housing", "roads"])}, weight=0.2),
    # Whoever hands it over reads no drafts of others; the walk reads each proposal as the member who began it.
    proposal("hand_proposal_over", "handover", "hand_over", weight=0),
    proposal("correct_proposal", "correction", "correct",
             body=lambda walk, record: {"field": "advice", "text": "请更换线路和灯泡。", "reason": "漏了灯泡。"}, weight=0.1),
    # Whoever leaves a clue without an account comes with no topic.
    Deed("leave_clue", "/clues", lambda walk: None, weight=0),
    clue("release_clue", "release", "release", weight=3),
    clue("set_clue_aside", "setting-aside", "set_aside", lambda walk, record: {"reason": "已经在办。"}, weight=0.2),
    # What is erased is read by nobody.
    act("clues", "erase_clue", "erasure", "privacy", pick=lambda walk: None, command="erase", weight=0),
    Deed("begin_commendation", "/desk/commendations", lambda walk: None, weight=0),
    commendation("evaluate_unit", "evaluations", "evaluate"),
    commendation("invite_evaluator", "evaluators", "invite_evaluator"),
    commendation("revoke_evaluator", "evaluator-revocations", "revoke_evaluator"),
    Deed("link_evaluator", "/desk/commendations/{record}/evaluators/{evaluator}/link", lambda walk: None, weight=0),
    Deed("evaluate_by_link", "/evaluations/{token}", lambda walk: None, weight=0),
    commendation("nominate_proposal", "proposals", "nominate_proposal"),
    commendation("nominate_unit", "units", "nominate_unit"), commendation("review_nominee", "reviews", "review"),
    commendation("strike_nominee", "strikes", "strike"),
    commendation("announce_commendation", "announcement", "announce"),
    commendation("drop_commendation", "dropping", "drop"),
    assignment("sign_for_assignment", "receipt", "sign_for", unit_officer, weight=5),
    assignment("return_assignment", "return", "request_return", unit_officer,
               lambda walk, record: {"reason": "灯杆不归我们管。", "suggested": "公用事业中心"}, weight=0.3),
    assignment("note_contact", "contact", "contact", unit_officer,
               lambda walk, record: {
                   "means": "meeting", "day": day(), "words": "和委员谈过。", "leader": "yes", "agreed": "yes"},
               is_working, weight=2),
    assignment("draft_reply", "draft", "draft", unit_officer,
               lambda walk, record: {"outcome": walk.chance.choice("AB"), "text": "灯已经换好。", "disclosure": "open"}, weight=4),
    assignment("take_draft_back", "draft-withdrawal", "take_back", unit_officer, weight=0.2),
    assignment("give_opinion", "opinion", "give_opinion", unit_officer,
               lambda walk, record: {"text": "同意更换。", "day": day()} | SIGNED, weight=5),
    assignment("send_reply", "sending", "send", unit_officer, lambda walk, record: {"day": day()} | SIGNED,
               lambda walk, record: may_be_checked(walk, record) and has_all_opinions(walk, record), weight=5),
    assignment("ask_extension", "extension-request", "ask_extension", unit_officer,
               lambda walk, record: {"months": "4", "reason": "灯泡要从市里调。"}, weight=0.2),
    assignment("uphold_assignment", "upholding", "uphold", body=lambda walk, record: {"reason": "三定方案写明归你们。"}, weight=2),
    assignment("reassign_assignment", "reassignment", "reassign",
               body=lambda walk, record: {"unit": walk.chance.choice(free_units(walk, record))}, can=free_units, weight=1),
    assignment("check_reply", "checking", "check", can=may_be_checked, weight=5),
    assignment("send_reply_back", "return-of-draft", "send_back", body=lambda walk, record: {"reason": "请写日期。"}, weight=0.3),
    assignment("grant_extension", "extension", "grant_extension", weight=1),
    assignment("refuse_extension", "extension-refusal", "refuse_extension", body=lambda walk, record: {"reason": "抓紧换。"},
               weight=0.5),
    assignment("remind_assignment", "reminder", "remind", body=lambda walk, record: {"text": "请抓紧答复。"},
               can=lambda walk, record: record["remindedOn"] != day(), weight=0.3),
    assignment("hand_assignment_over", "handover", "hand_over", unit_officer,
               lambda walk, record: {"officer": walk.chance.choice(others_of_unit(walk, record))}, others_of_unit, weight=0.2),
    assignment("correct_reply", "correction", "correct",
               body=lambda walk, record: {"text": "灯泡已经换好。", "reason": "漏了一个字。"}, weight=0.1),
    act("opinions", "answer_opinion", "answer", asked_proposer, said_of_reply, is_judged, pick=opinion_to_give, weight=5,
        command="answer"),
    Deed("link_opinion", "/desk/opinions/{record}/link", lambda walk: None, weight=0),
    Deed("answer_opinion_by_link", "/opinions/{token}", lambda walk: None, weight=0),
    Deed("confirm_by_code", "/topics/status/{trackingCode}/confirmations/{item}", confirm_by_code, weight=5),
    Deed("make_link", "/desk/items/{record}/confirmations/{confirmation}/link", make_link,
         lambda walk, request: walk.keep_link(request), 5),
    Deed("confirm_by_link", "/confirmations/{token}", confirm_by_link,
         lambda walk, request: walk.links.pop(request.ids["link"]), 5),

    Deed("request_erasure", "/topics/status/{trackingCode}/erasure", request_erasure,
         lambda walk, request: walk.erasing.append(request.ids["topic"]), 0.05),
    erasure("grant", "granting", learn=lambda walk, request: walk.decided(request), weight=0.5),
    erasure("refuse", "refusal", lambda walk, record: {"reason": "还在办理，依法要保留。"},
            learn=lambda walk, request: walk.decided(request), weight=0.5),

    Deed("request_access", "/topics/status/{trackingCode}/access", request_of("access", {}), wished, 0.05),
    Deed("request_correction", "/topics/status/{trackingCode}/correction",
         request_of("correct", {"wrong": "第三盏", "right": "第五盏"}), wished, 0.05),
    Deed("request_phone", "/topics/status/{trackingCode}/phone", lambda walk: None, weight=0),
    Deed("say_appraisal", "/desk/appraisals/{record}/opinion", lambda walk: None, weight=0),
    Deed("erase_by_link", "/confirmations/{token}/erasure", erase_by_link, wished, 0.05),
    Deed("request_unmasking", "/desk/unmaskings", request_unmasking,
         lambda walk, request: wished(walk, request, walk.unmaskings), 0.1),
    unmasking("grant_unmasking", "granting", "privacy", "grant", weight=0.2),
    unmasking("refuse_unmasking", "refusal", "privacy", "refuse",
              lambda walk, record: {"reason": "在进度页上问就可以。"}, weight=0.2),
    unmasking("withdraw_unmasking", "withdrawal", "convener", "withdraw", weight=0.1),
    Deed("place_hold", "/desk/holds", place_hold, lambda walk, request: wished(walk, request, walk.holds), 0.05),
    act("holds", "lift", "lifting", "privacy", lambda walk, record: {"reason": "已经结案。"},
        pick=lambda walk: walk.any_of(walk.holds), weight=0.1),

    Deed("plan_reception", "/desk/receptions", plan_reception, lambda walk, request: walk.receive(request), 0.05),
    Deed("book", "/receptions/{reception}/bookings", book, lambda walk, request: walk.keep_booking(request), 0.5),
    Deed("cancel_booking", "/bookings/{booking}/cancellation",
         own_booking(lambda booking: booking["state"] == "booked"), weight=0.05),
    Deed("take_contact_back", "/bookings/{booking}/forgetting",
         own_booking(lambda booking: booking["name"] or booking["phone"]), weight=0.05),
    reception("enter_walk_in", "walk-ins", "enter_walk_in", lambda walk, record: {"name": "没预约的"},
              can=lambda walk, record: len(walk.visits) < 8, learn=lambda walk, request: walk.keep_walk_in(request),
              weight=0.1),
    reception("revise_reception", "revision", "revise",
              lambda walk, record: {"place": f"{record['version']}号房间", "members": record["members"]}, weight=0.05),
    reception("finish_reception", "finishing", "finish",
              can=lambda walk, record: all(each["state"] != "booked" for each in record["visits"]), weight=0.03),
    reception("cancel_reception", "cancellation", "cancel", lambda walk, record: {"reason": "停电。"}, weight=0.02),
    visit("check_in_visit", "check-in", "secretary member", "check_in", weight=0.2),
    visit("miss_visit", "absence", "secretary member", "miss", weight=0.05),
    visit("record_visit", "record", "secretary member", "record",
          lambda walk, record: {"said": f"{walk.name}：楼道灯不亮。", "answer": "这周去看。"}, weight=0.3),
    visit("raise_visit", "topic", "secretary member", "raise", weight=0.3),
    visit("cancel_visit", "cancellation", "secretary", "cancel", lambda walk, record: {"reason": "打电话来说来不了。"},
          weight=0.05),

    Deed("enrol", "/sessions/{session}/enrolments", enrol, lambda walk, request: walk.keep_enrolment(request), 2),
    Deed("withdraw_enrolment", "/enrolments/{enrolment}/withdrawal", own_enrolment(is_withdrawable), weight=0.1),
    Deed("take_enrolment_contact_back", "/enrolments/{enrolment}/forgetting", forget_enrolled, wished, weight=0.1),
    enrolment("admit_enrolment", "admission", "admit", weight=0.5),
    enrolment("decline_enrolment", "declining", "decline", lambda walk, record: {"reason": "坐不下了。"}, weight=0.1),

    Deed("begin_sentiment", "/desk/sentiments", begin_sentiment,
         lambda walk, request: walk.sentiments.append(request.answer.json["id"]), 0.1),
    sentiment("listen", "listening", "listen", met, weight=0.3),
    sentiment("visit", "visiting", "visit", met, weight=0.3),
    sentiment("consult", "consultation", "consult", lambda walk, record: {"text": f"{walk.name}：门口没有灯。"},
              weight=0.1),
    sentiment("transfer", "transfer", "transfer", transfer, weight=0.3),
    sentiment("take_issue_back", "taking-back", "take_back", lambda walk, record: {"reason": "不归我们管。"}, weight=0.05),
    sentiment("return_result", "result", "return_result", lambda walk, record: {"result": "装上灯了。"}, can=has_result,
              weight=0.3),
    sentiment("tell", "telling", "tell", lambda walk, record: {"day": day(), "means": "visit"}, weight=0.3),
    sentiment("close_sentiment", "closing", "close", who="secretary", weight=0.3),
    sentiment("hand_issue_over", "handover", "hand_over", who="secretary", weight=0),
    sentiment("forget_person", "forgetting", "forget_person", weight=0.05),

    Deed("save_contacts", "/desk/contacts", save_contacts, weight=0.03),
    Deed("save_notice_choices", "/desk/notice-choices", save_notice_choices, weight=0.03),
]
