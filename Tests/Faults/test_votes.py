# SPDX-License-Identifier: Apache-2.0
"""Votes are written many at once: whichever was acknowledged is there after the server was killed, and each voice has one."""

import re
import threading
import time

import pytest

from conftest import repeated
from visitor import Visitor

VOTERS = 24
ANSWERS = ("agree", "pass", "disagree")


class Voter(threading.Thread):
    """A browser that answers one statement after the other until the server is gone. `told`: what was acknowledged;
    `asking`: what is under way."""

    def __init__(self, server, call, statements, chance):
        super().__init__()
        self.browser = Visitor(server)
        self.call, self.action = call, f"/deliberations/{call}/votes"
        self.statements, self.chance = statements, chance
        self.told, self.asking, self.refused = {}, None, []
        self.browser.get(f"/deliberations/{call}")
        self.token = self.browser.token(self.action)

    def run(self):
        count = 0
        while True:
            statement, answer = self.statements[count % len(self.statements)], self.chance.choice(ANSWERS)
            self.asking = (statement, answer)
            try:
                answered = self.browser.send(self.action, {"statement": statement, "answer": answer}, self.token)
            except OSError:
                return
            if answered.status != 303:
                self.refused.append(answered)
                return
            self.told[statement] = answer
            self.asking = None
            count += 1

    def found(self, server):
        """The own answers, as the page shows them."""
        self.browser.server = server
        page = self.browser.get(f"/deliberations/{self.call}/answers")
        assert page.status == 200, page
        forms = self.browser.page.split('name="statement" value="')[1:]
        return {form[:13]: re.search(r'value="(\w+)" aria-pressed="true"', form)[1] for form in forms}


def open_call(server):
    """The demo's call, as somebody sees it who keeps the room: the id, and the header of that sign-in."""
    for name in ("zhaojiren", "mishu2"):
        staff = server.bearer(name)
        listed = server.call("GET", "/api/v1/desk/deliberations?state=open", headers=staff).json["items"]
        if listed:
            return listed[0]["id"], staff
    raise AssertionError("no call is open")


@pytest.mark.parametrize("number", repeated(2, 20))
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_every_acknowledged_vote_outlives_a_kill(engine, number, new_county, chance):
    county = new_county(engine)
    server = county.start()
    call, staff = open_call(server)
    statements = [each["id"] for each in server.call("GET", f"/api/v1/deliberations/{call}").json["statements"]]
    before = server.call("GET", f"/api/v1/desk/deliberations/{call}", headers=staff).json["people"]
    voters = [Voter(server, call, statements, chance) for _ in range(VOTERS)]
    for voter in voters:
        voter.start()
    end = time.monotonic() + 30
    while sum(len(voter.told) for voter in voters) < 2 * VOTERS:
        assert time.monotonic() < end, [voter.refused for voter in voters if voter.refused]
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.5))
    server.kill_amid(lambda: any(voter.asking for voter in voters))
    for voter in voters:
        voter.join(60)
    assert [voter.refused for voter in voters if voter.refused] == []

    again = county.start()
    for voter in voters:
        found = voter.found(again)
        asked, meant = voter.asking or (None, None)
        for statement, answer in voter.told.items():
            # What was under way may have come in the stead of what was told before.
            assert found[statement] == answer or (asked, meant) == (statement, found[statement]), (statement, answer)
        assert set(found) <= set(voter.told) | {asked}
    people = again.call("GET", f"/api/v1/desk/deliberations/{call}", headers=staff).json["people"]
    assert people == before + sum(bool(voter.told) or voter.found(again) != {} for voter in voters)
    print(f"{engine} {number}: {sum(len(voter.told) for voter in voters)} answers acknowledged")
    assert again.end() == 0
    county.verify()
