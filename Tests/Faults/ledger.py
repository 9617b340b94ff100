# SPDX-License-Identifier: Apache-2.0
"""What must have become of the records of a walk: counted from its deeds alone, and compared with what the server has."""

import http.client

from installation import exchange
from zone import count

# What has no version that anybody sees: how much of it is there, and which deeds make one more.
UNSEEN = {
    "SELECT COUNT(*) FROM event WHERE kind = 'supported'": ["support", "support_by_slip"],
    "SELECT COUNT(*) FROM event WHERE subject_kind = 'confirmation' AND kind = 'answered'":
        ["confirm_by_code", "confirm_by_link"],
    "SELECT COUNT(*) FROM event WHERE subject_kind = 'handling_score'": ["give_score"],
    "SELECT COUNT(*) FROM attachment": ["upload", "send_photo"],
}


# Who reads what the secretary does not.
READERS = {
    "erasures": "privacy", "unmaskings": "privacy", "holds": "privacy", "proposals": "member", "assignments": "office",
    "clues": "office",
}


def count_unseen(county):
    return {counting: count(county, counting) for counting in UNSEEN}


def assert_none_unseen(county, before, walkers):
    """Supports, words and files have become as many more as deeds made some."""
    names = [request.name for walk in walkers.walks for request in walk.done]
    more = {counting: sum(map(names.count, makers)) for counting, makers in UNSEEN.items()}
    found, expected = count_unseen(county), {counting: before[counting] + more[counting] for counting in UNSEEN}
    assert found == expected, f"found {found}, of which there must be {expected}"


class Ledger:
    """How often each record was touched: by the deeds on it, and by those that follow from deeds on others."""

    def __init__(self, done):
        # By kind and id.
        self.versions = {}
        self._topics_of, self._items_of, self._topic_of = {}, {}, {}
        self._session_of, self._stage, self._children_of = {}, {}, {}
        # The reception day of each booking of which nobody has said whether its visitor came.
        self._waiting = {}
        # The session of each enrolment that nobody has decided, and of those who were admitted.
        self._enrolled, self._admitted = {}, {}
        # What units have of each proposal: its part and state; the proposals that are part of each.
        self._assignments, self._parts = {}, {}
        # The clue from which each proposal grew, the topic of each clue, and of each topic that is handed on the clue, once it is known.
        self._clue_of, self._clue_topic, self._handed = {}, {}, {}
        # Who reads what nobody else does.
        self.readers = {}
        for request in done:
            self._write(request)

    def _touch(self, kind, record, count=1):
        self.versions[kind, record] = self.versions.get((kind, record), 0) + count

    def _write(self, request):
        kind = request.path.split("/")[4] if request.path.startswith("/api/v1/desk/") else None
        record, answer = request.ids.get("record"), request.answer.json
        # Making a link is noted with the person who is asked, not with the item; who looks after what is no event.
        if record and request.name not in ("make_link", "claim", "let_go", "claim_proposal", "let_proposal_go"):
            # What follows from other deeds is first met when somebody does something to it: that it was given or asked is one more.
            if kind in ("assignments", "opinions", "clues") and (kind, record) not in self.versions:
                self._touch(kind, record)
            self._touch(kind, record)
        if kind == "assignments":
            self._assignments.setdefault(answer["proposal"], {})[record] = [answer["part"], answer["state"]]
        follow = getattr(self, f"_{request.name}", None)
        if follow:
            follow(record, answer, request)

    def _begin_proposal(self, record, answer, request):
        self._touch("proposals", answer["id"])
        self._clue_of[answer["id"]] = request.body.get("clue")

    def _hear(self, clue):
        """The topic that the clue was is told, as long as it is handed on as this one."""
        topic = self._clue_topic.get(clue)
        if topic and self._handed.get(topic) == clue:
            self._touch("topics", topic)

    def _file_proposal(self, record, answer, request):
        self._hear(self._clue_of[record])

    _turn_proposal_down = _file_proposal

    def _merge_proposal(self, record, answer, request):
        self._parts.setdefault(request.body["proposal"], set()).add(record)
        if answer["number"] is None:
            self._hear(self._clue_of[record])

    def _unmerge_proposal(self, record, answer, request):
        for parts in self._parts.values():
            parts.discard(record)

    def _close_proposal(self, record, answer, request):
        for part in self._parts.get(record, set()):
            self._touch("proposals", part)

    def _consent_to_withdrawal(self, record, answer, request):
        for assignment, (_, state) in self._assignments.get(record, {}).items():
            if state != "sent":
                self._touch("assignments", assignment)

    def _send_reply(self, record, answer, request):
        # One unit leads; the proposal is answered when it has replied.
        self._touch("proposals", answer["proposal"])

    def _answer_opinion(self, record, answer, request):
        self.readers["opinions", record] = request.ids["who"]
        if request.body["result"] != "dissatisfied" or answer["number"] > 1:
            return
        self._touch("proposals", answer["lead"])
        for assignment, held in self._assignments[answer["lead"]].items():
            if held[0] != "co_handler":
                self._touch("assignments", assignment)
                held[1] = "signed_for"

    def _hand_on(self, record, answer, request):
        self._handed[record] = None

    def _take_back(self, record, answer, request):
        self._handed.pop(record, None)

    def _release_clue(self, record, answer, request):
        topic = answer["topic"]
        if record not in self._clue_topic:
            self._clue_topic[record] = topic
            self._handed[topic] = record

    def _set_clue_aside(self, record, answer, request):
        self._release_clue(record, answer, request)
        self._hear(record)

    def _nominate(self, record, answer, request):
        self._touch("contests", answer["id"])

    def _submit(self, record, answer, request):
        self._touch("topics", answer["id"])

    def _raise_by_slip(self, record, answer, request):
        self._touch("topics", answer["id"])

    def _renew(self, record, answer, request):
        # That the room was opened is the first thing that was done to it.
        if self.versions["rooms", record] == 1:
            self._touch("rooms", record)

    _make_slips = _void_slips = _renew

    def _request_unmasking(self, record, answer, request):
        self._touch("unmaskings", answer["id"])

    def _place_hold(self, record, answer, request):
        self._touch("holds", answer["id"])

    def _answer(self, record, answer, request):
        self._touch("topics", request.ids["topic"])

    _add = _withdraw = _keep_up = _judge = _answer
    _fetch_result = _take_in = _send_result = _answer

    def _push(self, record, answer, request):
        # Its path names a collection that has no records of its own.
        self._touch("topics", answer["topic"])

    def _enter(self, record, answer, request):
        self._touch("topics", answer["id"])

    def _gather(self, record, answer, request):
        parent = answer["escalation"]["into"]
        self._touch("topics", parent)
        self._touch("topics", request.body["topics"][0])
        self._children_of[parent] = [record, request.body["topics"][0]]

    def _dissolve(self, record, answer, request):
        for child in self._children_of[record]:
            self._touch("topics", child)

    def _open_next_round(self, record, answer, request):
        self._touch("topics", answer["nextRound"])

    def _plan(self, record, answer, request):
        self._touch("sessions", answer["id"])
        self._topics_of[answer["id"]] = answer["topics"]

    def _come_by_name(self, record, answer, request):
        self._touch("sessions", request.ids["session"])

    def _announce(self, record, answer, request):
        for topic in self._topics_of[record]:
            if self._session_of.get(topic) != record:
                self._touch("topics", topic)
                self._session_of[topic] = record

    _reschedule = _announce

    def _cancel(self, record, answer, request):
        for topic in self._topics_of[record]:
            if self._session_of.get(topic) == record:
                self._touch("topics", topic)
                self._session_of[topic] = None
        self._lapse(record)

    def _conclude(self, record, answer, request):
        for topic in self._topics_of[record]:
            self._touch("topics", topic)
        self._lapse(record)

    def _draft_item(self, record, answer, request):
        item, topic = answer["items"][-1], request.body["topic"]
        self._touch("items", item)
        self._topic_of[item] = topic
        self._items_of.setdefault(topic, {})[item] = "drafted"

    def _discard(self, record, answer, request):
        topic = self._topic_of[record]
        self._touch("sessions", self._session_of[topic])
        del self._items_of[topic][record]

    def _issue_outcome(self, record, answer, request):
        if answer["list"]:
            self._touch("lists", answer["list"]["id"])
        for topic in self._topics_of[record]:
            self._touch("topics", topic)
            items = self._items_of.get(topic, {})
            for item in items:
                self._touch("items", item)
            self._stage[topic] = "in_handling" if items else "closed"

    def _close(self, record, answer, request):
        topic = self._topic_of[record]
        self._items_of[topic][record] = "closed"
        if set(self._items_of[topic].values()) == {"closed"}:
            self._touch("topics", topic)
            self._stage[topic] = "closed"

    def _sign_for(self, record, answer, request):
        # The second of both signatures ends it.
        if answer["state"] == "closed":
            self._close(record, answer, request)

    def _reopen(self, record, answer, request):
        topic = self._topic_of[record]
        self._items_of[topic][record] = "reopened"
        if self._stage[topic] == "closed":
            self._touch("topics", topic)
            self._stage[topic] = "reopened"

    def _progress(self, record, answer, request):
        topic = self._topic_of[record]
        if self._stage[topic] == "reopened":
            self._touch("topics", topic)
            self._stage[topic] = "in_handling"

    _report = _progress

    def _grant(self, record, answer, request):
        # The asking itself is the request's first event.
        self._touch("erasures", record)
        self._touch("topics", answer["topic"])

    def _plan_reception(self, record, answer, request):
        self._touch("receptions", answer["id"])

    def _book(self, record, answer, request):
        self._touch("visits", answer["id"])
        self._waiting[answer["id"]] = answer["reception"]

    def _cancel_booking(self, record, answer, request):
        self._touch("visits", answer["id"])
        self._waiting.pop(answer["id"])

    def _take_contact_back(self, record, answer, request):
        self._touch("visits", answer["id"])

    def _check_in_visit(self, record, answer, request):
        self._waiting.pop(record, None)

    _miss_visit = _cancel_visit = _check_in_visit

    def _raise_visit(self, record, answer, request):
        self._touch("topics", answer["topic"])

    def _enter_walk_in(self, record, answer, request):
        # Whoever just came in stands at the end of the list.
        self._touch("visits", answer["visits"][-1]["id"])

    def _cancel_reception(self, record, answer, request):
        for visit in [visit for visit, reception in self._waiting.items() if reception == record]:
            self._touch("visits", visit)
            self._waiting.pop(visit)

    def _enrol(self, record, answer, request):
        self._touch("enrolments", answer["id"])
        self._enrolled[answer["id"]] = answer["session"]

    def _admit_enrolment(self, record, answer, request):
        self._admitted[record] = self._enrolled.pop(record)
        self._touch("sessions", self._admitted[record])

    def _decline_enrolment(self, record, answer, request):
        self._enrolled.pop(record)

    def _withdraw_enrolment(self, record, answer, request):
        self._touch("enrolments", answer["id"])
        self._enrolled.pop(answer["id"], None)
        if session := self._admitted.pop(answer["id"], None):
            self._touch("sessions", session)

    def _take_enrolment_contact_back(self, record, answer, request):
        self._touch("enrolments", answer["id"])

    def _lapse(self, session):
        for enrolment in [enrolment for enrolment, other in self._enrolled.items() if other == session]:
            self._touch("enrolments", enrolment)
            self._enrolled.pop(enrolment)

    def _begin_sentiment(self, record, answer, request):
        self._touch("sentiments", answer["id"])

    def _consult(self, record, answer, request):
        self._touch("topics", answer["topic"])

    def _refuse(self, record, answer, request):
        self._touch("erasures", record)


def assert_done_once(walkers, server):
    """What was acknowledged is answered as before and not done again; what was under way is done once, or was."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for walk in walkers.walks:
        assert not walk.refused, walk.refused[0]
        for request in walk.done:
            again = request.send(connection)
            assert (again.status, again.body) == (request.answer.status, request.answer.body), (request.name, again)
            assert again.headers["Idempotency-Replayed"] == "true", f"{request.name} was acknowledged and is lost"
        if walk.under_way:
            first, second = walk.under_way.send(connection), walk.under_way.send(connection)
            assert first.status in (200, 201), (walk.under_way.name, first)
            assert (first.status, first.body) == (second.status, second.body), walk.under_way.name
            walk.note(first)
    for walk in walkers.walks:
        assert_as_counted(walk, connection)
    connection.close()


def assert_as_counted(walk, connection):
    """Each record has been touched as often as the deeds say."""
    ledger = Ledger(walk.done)
    for (kind, record), version in ledger.versions.items():
        who = ledger.readers.get((kind, record)) or READERS.get(kind, "secretary")
        answer = exchange(
            connection, "GET", f"/api/v1/desk/{kind}/{record}", headers=walk.zone.tokens[who])
        deeds = [request.name for request in walk.done if record in request.path]
        assert answer.json["version"] == version, f"{version} things were done to {record}, {deeds}: {answer}"
