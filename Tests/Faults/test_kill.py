# SPDX-License-Identifier: Apache-2.0
"""The process ends between two instructions: what was acknowledged is there, and nothing is there twice."""

import time

import pytest

from conftest import repeated
from crowd import Crowd, assert_kept
from deeds import DEEDS
from ledger import assert_done_once, assert_none_unseen, count_unseen
from walks import POSSIBLE, Walkers

# Of what one device raises in a minute, ten come in; the next ones are held, so that there is something to release.
SOON_HELD = "1000"
ADMINISTRATION = (
    "/api/v1/desk/accounts", "/api/v1/desk/me/", "/api/v1/desk/audit", "/api/v1/invitations", "/api/v1/desk/directory",
    "/api/v1/desk/imports", "/api/v1/desk/practice", "/api/v1/resident/",
    "/api/v1/desk/new-accounts", "/api/v1/desk/register-roles", "/api/v1/desk/calendar",
    # A county says once in five years who goes on, and seldom who its committee and its gateways are.
    "/api/v1/desk/term-change", "/api/v1/desk/settings/committee", "/api/v1/desk/settings/trial",
    # A room that takes in nothing would stop the walks.
    "/api/v1/desk/rooms/{record}/pausing", "/api/v1/desk/rooms/{record}/resuming",
    # Many at once are the same acts, each with an event of its own.
    "/api/v1/desk/bulk/", "/api/v1/desk/handover")


@pytest.mark.parametrize("number", repeated(3, 20))
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_every_acknowledged_topic_outlives_a_kill(engine, number, new_county, chance):
    county = new_county(engine)
    server = county.start()
    crowd = Crowd([server])
    crowd.wait_for(20)
    moment = chance.uniform(0, 1.2)
    time.sleep(moment)
    server.kill_amid(lambda: crowd.unanswered)
    crowd.stop()

    again = county.start(wait=False)
    seconds = again.wait_until_ready()
    print(
        f"{engine} {number}: killed after {moment:.3f} s, {len(crowd.acknowledged)} acknowledged, "
        f"{len(crowd.unanswered)} under way, {len(crowd.pooled)} pooled, serving again after {seconds:.3f} s")
    # A quiet machine takes well under one second; tests share theirs.
    assert seconds < 3
    assert_kept(crowd, again)
    assert again.end() == 0
    county.verify()


@pytest.mark.parametrize("number", repeated(2, 20))
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_every_acknowledged_command_outlives_a_kill(engine, number, new_zone, chance):
    """The first kill of each engine waits until every command there is was acknowledged; the others come any time."""
    county = new_zone(engine)
    before = count_unseen(county)
    server = county.start("--intake-limit", SOON_HELD)
    walkers = Walkers([server], chance)
    if number == 0:
        walkers.wait_for(lambda walkers: walkers.known == {deed.name for deed in POSSIBLE}, 360)
    else:
        walkers.wait_for(lambda walkers: walkers.count >= 100, 20)
        time.sleep(chance.uniform(0, 6))
    server.kill_amid(lambda: any(walk.under_way for walk in walkers.walks))
    walkers.stop()
    under_way = sorted(walk.under_way.name for walk in walkers.walks if walk.under_way)
    print(f"{engine} {number}: {walkers.count} acknowledged, {walkers.names()}; under way {under_way}")
    again = county.start()
    assert_done_once(walkers, again)
    assert_none_unseen(county, before, walkers)
    assert again.end() == 0
    county.verify()


def test_the_walks_know_every_command_of_the_code(county):
    """Otherwise the test above proves less than it says."""
    document = county.start().call("GET", "/api/v1/openapi.json").json
    posts = {path: methods["post"] for path, methods in document["paths"].items() if "post" in methods}
    # Administration is no part of the loop; its writes go the same way through the same transactions.
    posts = {path: post for path, post in posts.items() if not path.startswith(ADMINISTRATION)}
    done_once = {path for path, post in posts.items() if is_done_once(post)}
    assert done_once == {deed.route for deed in DEEDS}
    votes = "/api/v1/slips/{slip}/deliberations/{deliberation}/votes"
    assert set(posts) - done_once == {"/api/v1/sign-ins", votes}, "every other write asks for a key"
    names = [deed.name for deed in DEEDS]
    assert len(names) == len(set(names))


def is_done_once(operation):
    return any(parameter["name"] == "Idempotency-Key" for parameter in operation["parameters"])
