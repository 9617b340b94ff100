# SPDX-License-Identifier: Apache-2.0
"""The backups that servers take by themselves."""

import datetime
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time

import pytest

from zone import count

RUNS = "SELECT COUNT(*) FROM backup_run"


def figure(server, name):
    """A figure of /metrics, or None."""
    found = re.search(rf"^{name} (-?\d+)$", server.call("GET", "/metrics").body.decode(), re.MULTILINE)
    return int(found[1]) if found else None


def wait_for(condition, what, seconds_max=30):
    end = time.monotonic() + seconds_max
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(what)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_server_takes_its_backup_beside_serving(engine, folder, new_county, new_installation):
    county = new_county(engine)
    (folder / "shangliang-2020-01-01.archive").write_text("somebody else's")
    options = ["--backup-folder", str(folder), "--backup-keep", "1"]
    servers = [county.start(*options) for _ in range(1 if engine == "sqlite" else 2)]
    wait_for(lambda: count(county, f"{RUNS} WHERE result = 'good'") == 1, servers[0].log.read_text())
    # However many servers there are, one of them took it.
    assert count(county, RUNS) == 1
    names = sorted(os.listdir(folder))
    assert names[:2] == ["erasures", "shangliang-2020-01-01.archive"]
    mine = names[2:]
    assert len(mine) == 1 and re.fullmatch(r"shangliang-\d{4}-\d\d-\d\d\.archive", mine[0]), names
    assert (folder / "erasures").read_bytes() == pathlib.Path(county.data, "keys/erasures").read_bytes() != b""
    assert (folder / mine[0]).stat().st_mode & 0o777 == 0o600
    assert 0 <= figure(servers[0], "shangliang_backup_age_seconds") < 60
    assert figure(servers[0], "shangliang_backup_failures") == 0
    assert servers[0].raise_topic("路灯不亮", "after-the-nightly-backup").status == 201
    assert all(server.end() == 0 for server in servers)

    target = new_installation(engine, "restored")
    shutil.copytree(f"{county.data}/keys", f"{target.data}/keys")
    subprocess.run(
        target.command("restore", "--from", str(folder / mine[0])), check=True, capture_output=True, timeout=120)
    assert count(target, RUNS) == 0, "the backups of another installation are not its own"
    target.verify()


def test_a_folder_that_is_not_there_is_told_and_nobody_is_kept_from_working(folder, county):
    folder.rmdir()
    server = county.start("--backup-folder", str(folder))
    wait_for(lambda: count(county, f"{RUNS} WHERE result = 'failed'") == 1, server.log.read_text())
    assert not folder.exists()
    assert server.call("GET", "/readyz").status == 200
    assert figure(server, "shangliang_backup_failures") == 1
    assert figure(server, "shangliang_backup_age_seconds") is None
    assert "the backup failed" in server.log.read_text()
    assert server.raise_topic("路灯不亮", "without-a-backup").status == 201
    told = "SELECT COUNT(*) FROM outbox o JOIN event e ON e.id = o.event WHERE e.subject_kind = 'backup'"
    administrators = count(county, "SELECT COUNT(*) FROM appointment WHERE role = 'system_administrator'")
    assert administrators > 0
    wait_for(lambda: count(county, told) == administrators, server.log.read_text())
    assert server.end() == 0
    county.verify()


def test_an_attempt_whose_server_died_is_buried_and_made_again(folder, county):
    now = int(time.time() * 1000)
    # The day whose time came last, by the clocks of China.
    day = datetime.datetime.fromtimestamp(now / 1000 + 6 * 3600, datetime.timezone.utc).date()
    connection = sqlite3.connect(f"{county.data}/shangliang.sqlite")
    with connection:
        connection.execute(
            "INSERT INTO backup_run (day, attempt, file, began_at, alive_at) VALUES (?, 1, ?, ?, ?)",
            (str(day), f"shangliang-{day}.archive", now - 3_600_000, now - 180_000))
    connection.close()
    # What it has left half way is nobody's.
    (folder / f"shangliang-{day}.archive.partial").write_bytes(b"half")
    server = county.start("--backup-folder", str(folder))
    wait_for(lambda: count(county, f"{RUNS} WHERE attempt = 2 AND result = 'good'") == 1, server.log.read_text())
    assert count(county, f"{RUNS} WHERE attempt = 1 AND result = 'abandoned'") == 1
    assert f"shangliang-{day}-2.archive" in os.listdir(folder)
    assert not [name for name in os.listdir(folder) if name.endswith(".partial")]
    assert figure(server, "shangliang_backup_failures") == 0
    assert server.end() == 0


def test_a_server_that_is_stopped_meanwhile_leaves_no_half_archive(folder, county):
    """Stopped at any moment of it: what is there under an archive's name is whole, and the next start takes it."""
    for number in range(4):
        server = county.start("--backup-folder", str(folder))
        time.sleep(0.01 * number)
        assert server.end() == 0
    server = county.start("--backup-folder", str(folder))
    wait_for(lambda: count(county, f"{RUNS} WHERE result = 'good'") == 1, server.log.read_text())
    assert server.end() == 0
    assert count(county, f"{RUNS} WHERE ended_at IS NULL") == 0
    assert len([name for name in os.listdir(folder) if name.endswith(".archive")]) == 1
    assert not [name for name in os.listdir(folder) if name.endswith(".partial")]
