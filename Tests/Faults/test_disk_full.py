# SPDX-License-Identifier: Apache-2.0
"""The disk is full: reading goes on, writing says so plainly, and goes on by itself when there is space again."""

import subprocess
import sys
import time
import uuid

import pytest

from conftest import IS_LONG
from crowd import Crowd, assert_kept, listed
from installation import ROOM, Installation
from small_disk import SmallDisk
from visitor import Visitor


@pytest.fixture
def disk(tmp_path):
    """A file system of 48 MiB. Where none can be mounted the test fails: it has proved nothing."""
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = SmallDisk(folder, 48)
    yield disk
    disk.remove()


def assert_told(answer, took):
    assert (answer.status, answer.json["code"]) in [(507, "storage_full"), (503, "try_again")], answer
    assert int(answer.headers["Retry-After"]) > 0 and answer.json["detail"].endswith("。")
    assert answer.headers.get_content_type() == "application/problem+json"
    assert took < 6


def test_a_full_disk_refuses_writes_and_recovers(disk):
    county = Installation(disk.folder / "data", prefix=disk.prefix).load_demo()
    server = county.start()
    try:
        kept = [server.raise_topic(f"第{n}件，盘满之前", uuid.uuid4().hex) for n in range(5)]
        assert [answer.status for answer in kept] == [201] * 5
        disk.fill()
        refused = {uuid.uuid4().hex: f"第{n}件，盘满之时。" + "长" * 400 for n in range(40)}
        taken = refuse_most(server, refused)
        for answer in kept + [answer for answer in taken.values()]:
            assert server.status(answer.json["trackingCode"]).status == 200, "reading goes on"
        for path in ["/api/v1/topics", "/topics", f"/r/{ROOM}", "/readyz"]:
            assert server.call("GET", path).status == 200, path
        county.verify()

        disk.make_room()
        again = {key: server.raise_topic(text, key) for key, text in refused.items()}
        assert [answer.status for answer in again.values()] == [201] * len(refused), again
        for key, answer in taken.items():
            assert again[key].json["id"] == answer.json["id"], "what was taken in is not taken in again"
        expected = {answer.json["id"] for answer in [*kept, *again.values()]}
        found = [topic["id"] for topic in listed(server)]
        assert len(found) == len(set(found)) and set(found) == expected
    finally:
        county.stop_all()
    assert server.process.returncode == 0, server.log.read_text()
    county.verify()


def refuse_most(server, topics):
    """Sends topics to a full disk; the answers to the few that still fit into what the database had already."""
    taken, refused = {}, 0
    for key, text in topics.items():
        began = time.monotonic()
        answer = server.raise_topic(text, key)
        if answer.status == 201:
            taken[key] = answer
            continue
        refused += 1
        assert_told(answer, time.monotonic() - began)
    print(f"{refused} refused, {len(taken)} still fitted")
    assert refused > 5
    return taken


@pytest.mark.parametrize("end", ["goes on", "is killed meanwhile"])
def test_a_crowd_on_a_full_disk_loses_nothing(end, disk):
    county = Installation(disk.folder / "data", prefix=disk.prefix).load_demo()
    server = county.start()
    crowd = Crowd([server], patience=end == "goes on")
    try:
        crowd.wait_for(40)
        disk.fill()
        # Longer than the pauses of sealer and courier; with the full counts, of housekeeping as well.
        time.sleep(15 if IS_LONG else 4)
        assert server.process.poll() is None, server.log.read_text()
        if end == "is killed meanwhile":
            server.kill()
            crowd.stop()
        disk.make_room()
        if end == "is killed meanwhile":
            server = county.start()
        else:
            crowd.wait_for(len(crowd.acknowledged) + 40)
            crowd.stop()
            log = server.log.read_text()
            assert "sealing failed" in log or "the outbox waits" in log, "the clockwork met the full disk, and went on"
        print(f"{len(crowd.acknowledged)} taken in, {len(crowd.refusals)} refused")
        assert crowd.refusals
        for refusal in crowd.refusals:
            assert_told(*refusal)
        assert_kept(crowd, server)
        wait_until_done(disk, "SELECT COUNT(*) FROM event WHERE position IS NULL")
        wait_until_done(disk, "SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL")
    finally:
        crowd.stop()
        county.stop_all()
    assert server.process.returncode == 0, server.log.read_text()
    report = county.verify()
    assert all(tenant["unsealed"] == 0 for tenant in report["tenants"])


def wait_until_done(disk, count, seconds_max=20):
    """Until the sealer or the courier has caught up."""
    # SQLite opens a file by its true name, which only those on the disk have.
    file = f"{disk.folder}/data/shangliang.sqlite"
    script = f"import sqlite3; print(sqlite3.connect('{file}').execute('{count}').fetchone()[0])"
    command = [*disk.prefix, sys.executable, "-c", script]
    end = time.monotonic() + seconds_max
    while subprocess.run(command, check=True, capture_output=True).stdout != b"0\n":
        assert time.monotonic() < end, f"not zero after {seconds_max} s: {count}"
        time.sleep(0.1)


def test_a_form_on_a_full_disk_keeps_what_was_typed(disk):
    county = Installation(disk.folder / "data", prefix=disk.prefix).load_demo()
    server = county.start()
    visitor = Visitor(server)
    try:
        words = "路灯不亮。" + "长" * 400
        visitor.get(f"/r/{ROOM}/raise")
        visitor.send(f"/r/{ROOM}/check", {"text": words, "place": "桥头"})
        disk.fill()
        for _ in range(30):
            server.raise_topic("长" * 400, uuid.uuid4().hex)
        token = visitor.token(f"/r/{ROOM}/topics")
        for _ in range(3):
            answer = visitor.send(f"/r/{ROOM}/topics", {"text": words, "place": "桥头"})
            assert answer.status == 507, answer
            assert words in visitor.page and "桥头" in visitor.page and "存储空间满了" in visitor.page
            assert visitor.token(f"/r/{ROOM}/topics") == token, "pressing the button sends the same form again"
        disk.make_room()
        first = visitor.send(f"/r/{ROOM}/topics", {"text": words, "place": "桥头"}, token)
        second = visitor.send(f"/r/{ROOM}/topics", {"text": words, "place": "桥头"}, token)
        assert (first.status, second.status) == (303, 303), (first, second)
        assert first.headers["Location"] == second.headers["Location"], "however often it is pressed, it is one topic"
    finally:
        county.stop_all()
    county.verify()
