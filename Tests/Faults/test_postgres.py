# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL goes away, or stands still, and comes back under load."""

import time

import pytest

from cluster import Cluster, binaries
from conftest import IS_LONG
from crowd import Crowd, assert_kept
from installation import Installation

# A request that finds no database is told so within this time.
TOLD_SECONDS_MAX = 6


@pytest.fixture
def cluster():
    if not binaries():
        pytest.skip("no PostgreSQL server is installed here")
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.remove()


def is_told(answer, took):
    """Whether a request was told in time, in one sentence, that it was not done or may not have been."""
    if answer.headers.get_content_type() == "application/problem+json":
        assert answer.json["code"] in ("try_again", "outcome_unknown"), answer
        assert answer.json["detail"].endswith("。"), answer
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5"), answer
    assert took < TOLD_SECONDS_MAX, (answer, took)
    return True


def timed(call):
    began = time.monotonic()
    return call(), time.monotonic() - began


def wait_until_all_connections_serve(server, end):
    """Some of the server's connections take up to two seconds longer than others to come back: those that were asked
    for just before the database went on still wait in its line. Each is used once in twice as many calls."""
    answers = 0
    while answers < 16:
        assert time.monotonic() < end, "some connections do not serve again"
        answers = answers + 1 if server.call("GET", "/readyz").status == 200 else 0


@pytest.mark.parametrize("fault", ["fast", "immediate", "kill", "pause"])
def test_a_database_that_goes_away_is_told_and_found_again(fault, cluster, tmp_path):
    county = Installation(tmp_path / "data", cluster.maintenance).load_demo()
    server = county.start()
    crowd = Crowd([server], patience=True)
    seconds_away = {"pause": 30 if IS_LONG else 12}.get(fault, 2)
    try:
        crowd.wait_for(40)
        went = time.monotonic()
        match fault:
            case "kill": cluster.kill()
            case "pause": cluster.pause()
            case mode: cluster.stop(mode)
        # Meanwhile what needs no database is answered as ever, and what needs it is told, again and again.
        while time.monotonic() - went < seconds_away:
            for path in ["/api/v1/topics", "/readyz", "/topics", "/r/YANGXV01"]:
                assert is_told(*timed(lambda: server.call("GET", path, timeout=60)))
            for path in ["/healthz", "/sign-in", "/privacy"]:
                answer, took = timed(lambda: server.call("GET", path))
                assert answer.status == 200 and took < 1, (path, answer, took)
        if fault == "pause":
            cluster.go_on()
        else:
            cluster.start()
        came_back = time.monotonic()
        crowd.wait_for(len(crowd.acknowledged) + 40)
        seconds = time.monotonic() - came_back
        wait_until_all_connections_serve(server, came_back + 10)
    finally:
        crowd.stop()
    unknown = sum(answer.json["code"] == "outcome_unknown" for answer, _ in crowd.refusals)
    print(
        f"{fault}: {len(crowd.refusals)} refused meanwhile, {unknown} of them without knowing; "
        f"the slowest answer took {crowd.seconds_max:.2f} s; 40 more taken in {seconds:.2f} s after it came back")
    assert seconds < 10
    assert crowd.seconds_max < TOLD_SECONDS_MAX, "somebody was left waiting"
    assert all(is_told(*refusal) for refusal in crowd.refusals)
    assert_kept(crowd, server)
    assert server.end() == 0, server.log.read_text()
    county.verify()


def test_a_server_stops_in_time_while_its_database_stands_still(cluster, tmp_path):
    county = Installation(tmp_path / "data", cluster.maintenance).load_demo()
    server = county.start()
    crowd = Crowd([server])
    crowd.wait_for(20)
    cluster.pause()
    try:
        code, seconds = timed(server.end)
    finally:
        cluster.go_on()
    crowd.stop()
    print(f"ended after {seconds:.2f} s")
    assert code == 0, server.log.read_text()
    assert seconds < 15
    again = county.start()
    assert_kept(crowd, again)
    assert again.end() == 0
    county.verify()
