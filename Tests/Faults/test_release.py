# SPDX-License-Identifier: Apache-2.0
"""The package and its installer, with a small program in place of the real one; and the unit that it brings.

`Scripts/try-release` tries the real one in a clean root.
"""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).parents[2]
OTHER_PROGRAM = "/usr/bin/true"


def run(command, code=0, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, **more)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def package(tmp_path, version, out="out"):
    """The package of a version, unpacked."""
    output = run(
        [HERE / "Scripts/release", "--binary", OTHER_PROGRAM, "--version", version, "--out", tmp_path / out],
        env=os.environ | {"SOURCE_DATE_EPOCH": "1772672400"})
    archive = pathlib.Path(output.strip().splitlines()[-1])
    unpacked = tmp_path / f"{out}-unpacked"
    unpacked.mkdir(exist_ok=True)
    run(["tar", "--extract", "--gzip", "--file", archive, "--directory", unpacked])
    return archive, unpacked / archive.name.removesuffix(".tar.gz")


def contents(folder):
    return {
        str(path.relative_to(folder)): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()}


def test_a_release_is_made_the_same_twice_and_names_all_that_is_in_it(tmp_path):
    first, unpacked = package(tmp_path, "1.0.0")
    second, _ = package(tmp_path, "1.0.0", "again")
    assert first.name.startswith("shangliang-1.0.0-debian")
    assert first.read_bytes() == second.read_bytes()
    names = set(contents(unpacked))
    listed = {line.split("  ", 1)[1] for line in (unpacked / "SHA256SUMS").read_text().splitlines()}
    assert names == listed | {"SHA256SUMS"}
    assert {
        "bin/shangliang", "libexec/shangliang", "install.sh", "LICENSE", "LIBRARIES", "VERSION",
        "share/shangliang.service", "share/nginx.conf", "share/Caddyfile", "share/operations.md",
    } <= names
    assert not [name for name in names if "libc.so" in name or name.endswith("master.key")]
    run([unpacked / "bin/shangliang"])


def test_an_installation_is_whole_repeatable_and_keeps_the_version_before(tmp_path):
    root = tmp_path / "root"
    _, old = package(tmp_path, "1.0.0", "old")
    _, new = package(tmp_path, "1.1.0", "new")
    assert "1.0.0" in run([old / "install.sh", "--root", root])
    programs = root / "opt/shangliang"
    assert os.readlink(programs / "current") == "1.0.0"
    run([programs / "current/bin/shangliang"])
    for folder in ["var/lib/shangliang", "var/backups/shangliang"]:
        assert (root / folder).stat().st_mode & 0o777 == 0o700
    settings = root / "etc/shangliang/settings.json"
    assert json.loads(settings.read_text())["data"] == "/var/lib/shangliang"
    once = contents(root)
    run([old / "install.sh", "--root", root])
    assert contents(root) == once

    # What the operator has set stays; what was there before stays, to go back to.
    settings.write_text(settings.read_text().replace("shangliang.example", "yishi.example"))
    assert "1.0.0" in run([new / "install.sh", "--root", root])
    assert os.readlink(programs / "current") == "1.1.0"
    assert sorted(path.name for path in programs.iterdir()) == ["1.0.0", "1.1.0", "current"]
    assert "yishi.example" in settings.read_text()
    run([old / "install.sh", "--root", root])
    assert os.readlink(programs / "current") == "1.0.0"


def test_a_release_that_was_changed_is_not_installed(tmp_path):
    root = tmp_path / "root"
    _, unpacked = package(tmp_path, "1.0.0")
    for spoil in [
        lambda folder: (folder / "libexec/shangliang").write_bytes(b"#!/bin/sh\n"),
        lambda folder: (folder / "lib/libextra.so").write_bytes(b""),
        lambda folder: (folder / "share/settings.json").unlink(),
    ]:
        copy = tmp_path / "copy"
        shutil.copytree(unpacked, copy)
        spoil(copy)
        assert "nothing was installed" in run([copy / "install.sh", "--root", root], 65)
        assert not root.exists()
        shutil.rmtree(copy)
    run([unpacked / "install.sh", "--root"], 64)
    run([unpacked / "install.sh", "elsewhere"], 64)


def test_systemd_understands_the_unit_and_finds_it_closed(tmp_path):
    text = (HERE / "Packaging/shangliang.service").read_text()
    program = "/opt/shangliang/current/bin/shangliang"
    assert program in text
    unit = tmp_path / "shangliang.service"
    # The program must be there for systemd to be content.
    unit.write_text(text.replace(program, OTHER_PROGRAM))
    assert run(["systemd-analyze", "verify", "--man=no", unit]) == ""
    # 10 is wide open; of its own account and without hardening a service has about 9.
    assert "OK" in run(["systemd-analyze", "security", "--offline=true", "--threshold=15", unit])


@pytest.mark.parametrize("file", ["shangliang.service", "nginx.conf", "Caddyfile", "install.sh", "settings.json"])
def test_the_operators_handbook_names_what_is_shipped(file):
    assert f"Packaging/{file}" in (HERE / "docs/operations.md").read_text()
