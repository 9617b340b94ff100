# SPDX-License-Identifier: Apache-2.0
"""The disk is full: reading goes on, writing says so plainly, and goes on by itself when there is space again."""

import time
import uuid

import pytest

from crowd import listed
from installation import Installation
from small_disk import SmallDisk


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        disk = SmallDisk(folder, 16)
    except (OSError, PermissionError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield disk
    disk.remove()


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
        assert server.call("GET", "/api/v1/topics").status == 200
        assert server.call("GET", "/r/YANGXV01").status == 200

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
        assert time.monotonic() - began < 6
        if answer.status == 201:
            taken[key] = answer
            continue
        refused += 1
        assert answer.status in (503, 507), answer
        assert answer.headers.get_content_type() == "application/problem+json"
    print(f"{refused} refused, {len(taken)} still fitted")
    assert refused > 5
    return taken
