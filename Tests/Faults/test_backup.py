# SPDX-License-Identifier: Apache-2.0
"""A backup taken while people raise topics: it holds all that was acknowledged before it began, or it is not there."""

import os
import shutil
import signal
import subprocess
import time

import pytest

from crowd import Crowd, assert_kept
from installation import PROGRAM


def run(command, code=0):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def key_command(installation, name, *more):
    """A command of `key`, which knows no database."""
    return [PROGRAM, "key", name, "--data", installation.data, *more]


def moved(county, new_installation, archive, engine, tmp_path):
    """The archive restored into an installation of its own, its keys carried over under a passphrase."""
    name = f"restored-{engine}-{os.path.basename(archive)}"
    target = new_installation(engine, name)
    words, keys = tmp_path / f"{name}.words", tmp_path / f"{name}.keys"
    words.write_text("河边的石桥 三月五日早上\n", encoding="utf-8")
    run(key_command(county, "export", "--to", str(keys), "--passphrase-file", str(words)))
    assert keys.stat().st_mode & 0o777 == 0o600
    run(key_command(target, "import", "--from", str(keys), "--passphrase-file", str(words)))
    print(run(target.command("restore", "--from", str(archive))))
    return target


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
@pytest.mark.parametrize("other", ["sqlite", "postgres"])
def test_a_backup_under_load_holds_all_that_was_acknowledged_before(
        engine, other, new_county, new_installation, tmp_path):
    county = new_county(engine)
    server = county.start()
    crowd = Crowd([server])
    try:
        crowd.wait_for(60)
        before = dict(crowd.acknowledged)
        archive = tmp_path / "archive"
        began = time.monotonic()
        print(run(county.command("backup", "--to", str(archive))))
        seconds = time.monotonic() - began
        crowd.wait_for(len(crowd.acknowledged) + 20)
    finally:
        crowd.stop()
    print(f"{len(before)} acknowledged before, backup in {seconds:.2f} s, {len(crowd.acknowledged)} in the end")
    assert crowd.refusals == [], "nobody was refused meanwhile"
    assert_kept(crowd, server)

    target = moved(county, new_installation, archive, other, tmp_path)
    target.verify()
    again = target.start()
    for text, topic, code in before.values():
        answer = again.status(code)
        assert answer.status == 200, (code, answer)
        assert (answer.json["id"], answer.json["text"]) == (topic, text)
    # Who sends again what was answered before the backup gets that answer, and no second topic.
    key, (text, topic, code) = next(iter(before.items()))
    answer = again.raise_topic(text, key)
    assert (answer.status, answer.json["id"], answer.json["trackingCode"]) == (201, topic, code)
    assert answer.headers["Idempotency-Replayed"] == "true"
    known = {topic for _, topic, _ in crowd.acknowledged.values()}
    fresh = again.raise_topic("恢复以后的第一件事：路灯又亮了。", "after-the-restore-1")
    assert fresh.status == 201 and fresh.json["id"] not in known
    assert again.end() == 0
    assert sum(tenant["unsealed"] for tenant in target.verify()["tenants"]) == 0


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_backup_that_is_killed_leaves_no_archive(engine, new_county, tmp_path):
    county = new_county(engine)
    archive, stopped = tmp_path / "archive", 0
    began = time.monotonic()
    run(county.command("backup", "--to", str(archive)))
    whole = time.monotonic() - began
    archive.unlink()
    for number in range(12):
        process = subprocess.Popen(
            county.command("backup", "--to", str(archive)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * number / 11)
        process.send_signal(signal.SIGKILL)
        if process.wait(20) == 0:
            archive.unlink()
            continue
        # It may have been killed after the renaming: then the archive is whole, or the restore would say so.
        if archive.exists():
            fresh = tmp_path / f"fresh-{number}"
            shutil.copytree(f"{county.data}/keys", fresh / "keys")
            run([*county.command("restore")[:2], "--data", str(fresh), "--from", str(archive)])
            archive.unlink()
            continue
        stopped += 1
    assert stopped > 2, "hardly any was killed on its way"
    run(county.command("backup", "--to", str(archive)))
    assert sorted(path.name for path in tmp_path.glob("archive*")) == ["archive"]


def test_a_full_disk_a_taken_name_and_a_missing_database_are_said(county, new_installation, tmp_path):
    archive = tmp_path / "archive"
    run(county.command("backup", "--to", str(archive)))
    kept = archive.read_bytes()
    assert "已经存在" in run(county.command("backup", "--to", str(archive)), 1)
    assert archive.read_bytes() == kept
    assert "No such file or directory" in run(county.command("backup", "--to", str(tmp_path / "none" / "a")), 1)
    empty = new_installation(name="empty")
    assert "no key" in run(empty.command("backup", "--to", str(tmp_path / "b")), 1)
    assert "no key" in run(empty.command("restore", "--from", str(archive)), 1)
    assert "已经有单位" in run(county.command("restore", "--from", str(archive)), 1)
    # A limit on the size of files, above the 32 KiB of SQLite's own, stands for the disk that fills up.
    assert len(kept) > 37_000
    command = " ".join(county.command("backup", "--to", str(tmp_path / "c")))
    assert "File too large" in run(["bash", "-c", f"trap '' XFSZ; ulimit -f 36; {command}"], 1)
    assert sorted(path.name for path in tmp_path.glob("[a-c]*")) == ["archive"]
    county.verify()


def test_a_restored_demo_is_still_a_demo(county, tmp_path, new_installation):
    archive = tmp_path / "archive"
    run(county.command("backup", "--to", str(archive)))
    target = moved(county, new_installation, archive, "sqlite", tmp_path)
    assert "演示" in run(target.command("serve", "--address", "0.0.0.0"), 64)


def test_a_wrong_passphrase_opens_nothing(county, new_installation, tmp_path):
    words, keys = tmp_path / "words", tmp_path / "exported"
    words.write_text("短\n", encoding="utf-8")
    export = key_command(county, "export", "--to", str(keys), "--passphrase-file", str(words))
    assert "至少" in run(export, 1)
    words.write_text("河边的石桥 三月五日早上\n", encoding="utf-8")
    run(export)
    assert "已经存在" in run(export, 1)
    target = new_installation(name="target")
    command = key_command(target, "import", "--from", str(keys), "--passphrase-file", str(words))
    words.write_text("河边的木桥 三月五日早上\n", encoding="utf-8")
    assert "口令不对" in run(command, 1)
    assert not os.path.exists(f"{target.data}/keys/master.key")
    words.write_text("河边的石桥 三月五日早上\n", encoding="utf-8")
    run(command)
    assert "already" in run(command, 1)
    with open(f"{county.data}/keys/master.key", "rb") as own, open(f"{target.data}/keys/master.key", "rb") as other:
        assert own.read() == other.read()
