# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL goes away and comes back under load; and two servers share one database."""

import time

import pytest

from cluster import Cluster, ask, binaries
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


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_database_that_goes_away_is_told_and_found_again(mode, cluster, tmp_path):
    county = Installation(tmp_path / "data", cluster.maintenance).load_demo()
    server = county.start()
    crowd = Crowd([server], patience=True)
    try:
        crowd.wait_for(40)
        cluster.stop(mode)
        time.sleep(1)
        crowd.refusals.clear()
        for path in ["/api/v1/topics", "/readyz", "/topics", "/sign-in"]:
            began = time.monotonic()
            answer = server.call("GET", path)
            assert time.monotonic() - began < TOLD_SECONDS_MAX
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5") or path == "/sign-in", (path, answer)
        assert server.call("GET", "/healthz").status == 200, "the process itself is well"
        time.sleep(1)
        cluster.start()
        came_back = time.monotonic()
        crowd.wait_for(len(crowd.acknowledged) + 40)
        seconds = time.monotonic() - came_back
    finally:
        crowd.stop()
    print(f"{mode}: {len(crowd.refusals)} refused meanwhile, 40 more taken in {seconds:.2f} s after it came back")
    assert crowd.refusals
    for answer, took in crowd.refusals:
        assert (answer.status, answer.json["code"]) == (503, "try_again"), answer
        assert answer.headers["Retry-After"] == "5"
        assert took < TOLD_SECONDS_MAX
    assert_kept(crowd, server)
    assert server.end() == 0, server.log.read_text()
    county.verify()


def test_two_servers_share_a_database(new_county):
    county = new_county("postgres")
    servers = [county.start(), county.start()]
    crowd = Crowd(servers)
    crowd.wait_for(300)
    crowd.stop()
    assert crowd.refusals == []
    assert_kept(crowd, servers[0])
    # What was raised at the one is seen at the other.
    assert [servers[1].status(code).status for _, _, code in list(crowd.acknowledged.values())[:20]] == [200] * 20
    wait_until_sealed(county)
    for server in servers:
        assert server.end() == 0, server.log.read_text()
    assert ask(county.database, "SELECT COUNT(DISTINCT (id >> 14) & 255) FROM topic WHERE source = 'api'") == ["2"]
    assert ask(
        county.database, "SELECT tenant FROM event GROUP BY tenant HAVING COUNT(*) <> MAX(position)") == []
    report = county.verify()
    assert sum(tenant["events"] for tenant in report["tenants"]) >= 300
    assert all(tenant["unsealed"] == 0 for tenant in report["tenants"])


def wait_until_sealed(county, seconds_max=20):
    end = time.monotonic() + seconds_max
    while ask(county.database, "SELECT 1 FROM event WHERE position IS NULL LIMIT 1"):
        assert time.monotonic() < end, f"events are not sealed within {seconds_max} s"
        time.sleep(0.1)
