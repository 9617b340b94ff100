# SPDX-License-Identifier: Apache-2.0
"""A server that finds an older schema: it takes a backup before it changes anything, or changes nothing."""

import pathlib
import shutil
import sqlite3
import subprocess

import pytest

from cluster import ask
from zone import count

# As the database was before this migration: its tables are of no other's business.
LAST = "0014_operation"
UNDO = f"DROP TABLE backup_run; DELETE FROM migration WHERE name = '{LAST}';"
PENDING = f"SELECT 1 - COUNT(*) FROM migration WHERE name = '{LAST}'"


def go_back(county):
    if county.database:
        ask(county.database, UNDO)
        return
    connection = sqlite3.connect(f"{county.data}/shangliang.sqlite")
    connection.executescript(UNDO)
    connection.close()


def refused(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_an_older_schema_is_backed_up_before_it_is_changed(engine, new_county, new_installation):
    county = new_county(engine)
    topics = count(county, "SELECT COUNT(*) FROM topic")
    go_back(county)
    server = county.start()
    told = server.log.read_text(encoding="utf-8")
    archives = list(pathlib.Path(county.data, "upgrades").iterdir())
    assert len(archives) == 1 and "-from-" in archives[0].name and archives[0].suffix == ".archive"
    assert archives[0].stat().st_mode & 0o777 == 0o600
    assert str(archives[0]) in told and "先备份" in told and "现在升级" in told
    assert count(county, PENDING) == 0
    assert server.end() == 0
    county.verify()
    # The next start finds nothing to do.
    assert county.start().end() == 0
    assert len(list(pathlib.Path(county.data, "upgrades").iterdir())) == 1

    target = new_installation(engine, "restored")
    shutil.copytree(f"{county.data}/keys", f"{target.data}/keys")
    subprocess.run(
        target.command("restore", "--from", str(archives[0])), check=True, capture_output=True, timeout=120)
    assert count(target, "SELECT COUNT(*) FROM topic") == topics


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_without_a_backup_nothing_is_changed_unless_it_is_said(engine, new_county, tmp_path):
    county = new_county(engine)
    go_back(county)
    missing = tmp_path / "not-mounted"
    words = refused(county.command("serve", "--port", "0", "--backup-folder", str(missing)))
    assert "升级前的备份没有做成" in words and str(missing) in words and "--without-backup" in words
    assert not missing.exists(), "a folder that is not there may be a disk that is not mounted"
    assert count(county, PENDING) == 1
    # Nor by another command that opens the database.
    full = pathlib.Path(county.data, "upgrades")
    full.write_text("a file where the folder should be")
    assert "升级前的备份没有做成" in refused(county.command("calendar", "add", "2026-06-01", "off", "安澜建县纪念日"))
    assert count(county, PENDING) == 1
    server = county.start("--without-backup")
    assert count(county, PENDING) == 0
    assert server.end() == 0
