# SPDX-License-Identifier: Apache-2.0
"""Two servers share one PostgreSQL: what is sent to both is done once, and each goes on without the other."""

import threading
import time
import uuid

import pytest

from cluster import ask
from conftest import repeated
from crowd import Crowd, assert_kept, listed
from ledger import assert_done_once, assert_none_unseen, count_unseen
from walks import Walkers


@pytest.fixture
def county(new_county):
    return new_county("postgres")


def wait_until_none(county, statement, seconds_max=20):
    """Until the statement finds nothing any more."""
    end = time.monotonic() + seconds_max
    while ask(county.database, statement):
        assert time.monotonic() < end, f"still so after {seconds_max} s: {statement}"
        time.sleep(0.1)


def assert_in_order(county):
    """Every event has its place, no place is left out or taken twice, and every letter has arrived once."""
    wait_until_none(county, "SELECT 1 FROM event WHERE position IS NULL LIMIT 1")
    wait_until_none(county, "SELECT 1 FROM outbox WHERE delivered_at IS NULL LIMIT 1")
    assert ask(
        county.database,
        "SELECT tenant FROM event GROUP BY tenant HAVING COUNT(*) <> MAX(position) OR MIN(position) <> 1") == []
    assert ask(
        county.database, "SELECT event, recipient FROM outbox EXCEPT SELECT event, person FROM notice LIMIT 1") == []
    # A server that still runs may write down something more meanwhile, such as what it sees to by the hour.
    end = time.monotonic() + 20
    report = county.verify()
    while any(tenant["unsealed"] for tenant in report["tenants"]):
        assert time.monotonic() < end, report
        report = county.verify()
    return sum(tenant["events"] for tenant in report["tenants"])


def test_two_servers_share_a_database(county):
    servers = [county.start(), county.start()]
    crowd = Crowd(servers)
    crowd.wait_for(300)
    crowd.stop()
    assert crowd.refusals == []
    assert_kept(crowd, servers[0])
    # What was raised at the one is seen at the other.
    assert [servers[1].status(code).status for _, _, code in list(crowd.acknowledged.values())[:20]] == [200] * 20
    leases = ask(county.database, "SELECT node, holder FROM node_lease WHERE expires_at > high_water - 60000")
    assert len(leases) == 2 and len({lease.split("|")[0] for lease in leases}) == 2
    assert assert_in_order(county) >= 300
    for server in servers:
        assert server.end() == 0, server.log.read_text()
    assert ask(county.database, "SELECT COUNT(DISTINCT (id >> 14) & 255) FROM topic WHERE source = 'api'") == ["2"]


def at_once(*calls):
    """The answers to calls that are made at the same moment."""
    answers, start = [None] * len(calls), threading.Barrier(len(calls))

    def make(number, call):
        start.wait()
        answers[number] = call()

    threads = [threading.Thread(target=make, args=[number, call]) for number, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_what_is_sent_to_both_at_once_is_done_once(county):
    servers = [county.start(), county.start()]
    crowd = Crowd(servers, 4)
    count, replayed, made = len(repeated(40, 400)), 0, {}
    for number in range(count):
        key, text = uuid.uuid4().hex, f"第{number}件双份：路灯不亮。"
        answers = at_once(*[
            lambda server=server: server.raise_topic(text, key) for server in servers for _ in range(2)])
        assert [answer.status for answer in answers] == [201] * 4, answers
        assert len({answer.body for answer in answers}) == 1, answers
        replayed += sum(answer.headers["Idempotency-Replayed"] == "true" for answer in answers)
        made[answers[0].json["id"]] = text
    assert replayed == 3 * count, "of each four one is done, and the others are told of it"
    # The same decision of the same person, at both; and two decisions that exclude each other.
    staff = servers[0].bearer()
    for topic in list(made)[:10]:
        headers = staff | {"Idempotency-Key": uuid.uuid4().hex}
        answers = at_once(*[
            lambda server=server: server.call("POST", f"/api/v1/desk/topics/{topic}/pool", {}, headers)
            for server in servers])
        assert [answer.status for answer in answers] == [200] * 2 and answers[0].body == answers[1].body, answers
        assert answers[0].json["version"] == 2
    for topic in list(made)[10:20]:
        answers = at_once(*[
            lambda server=server: server.call(
                "POST", f"/api/v1/desk/topics/{topic}/pool", {}, staff | {"Idempotency-Key": uuid.uuid4().hex})
            for server in servers])
        assert sorted(answer.status for answer in answers) == [200, 409], answers
    crowd.stop()
    found = [topic["id"] for topic in listed(servers[0])]
    assert len(found) == len(set(found)) and set(made) <= set(found)
    assert_in_order(county)
    for server in servers:
        assert server.end() == 0, server.log.read_text()


@pytest.mark.parametrize("number", repeated(1, 10))
def test_one_server_goes_on_when_the_other_is_killed(number, county, chance):
    servers = [county.start(), county.start()]
    crowd = Crowd(servers)
    crowd.wait_for(60)
    time.sleep(chance.uniform(0, 1))
    servers[1].kill()
    killed = time.monotonic()
    crowd.wait_for(len(crowd.acknowledged) + 60)
    print(f"60 more taken by the other in {time.monotonic() - killed:.2f} s")
    third = county.start()
    crowd.stop()
    assert crowd.refusals == [], "who talks to the one that lives feels nothing"
    assert_kept(crowd, third)
    assert_in_order(county)
    nodes = ask(county.database, "SELECT DISTINCT node FROM node_lease WHERE expires_at > 0")
    assert len(nodes) >= 3, "the killed one's node is not given away before its lease is over"
    for server in [servers[0], third]:
        assert server.end() == 0, server.log.read_text()


@pytest.mark.parametrize("number", repeated(1, 10))
def test_every_command_is_done_once_whichever_of_two_servers_took_it(number, new_zone, chance):
    """Each deed goes to the one or the other, until one of them is killed; the other answers for both."""
    zone = new_zone("postgres")
    before = count_unseen(zone)
    servers = [zone.start(), zone.start()]
    walkers = Walkers(servers, chance)
    walkers.wait_for(lambda walkers: walkers.count >= 200, 60)
    time.sleep(chance.uniform(0, 1))
    servers[1].kill()
    walkers.stop()
    under_way = sorted(walk.under_way.name for walk in walkers.walks if walk.under_way)
    print(f"{walkers.count} acknowledged, {walkers.names()}; under way {under_way}")
    assert_done_once(walkers, servers[0])
    assert_none_unseen(zone, before, walkers)
    assert_in_order(zone)
    assert servers[0].end() == 0, servers[0].log.read_text()
