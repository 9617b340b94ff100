# SPDX-License-Identifier: Apache-2.0
"""The main job through the API alone, as docs/main-job.py plays it."""

import pathlib
import subprocess
import sys
import urllib.parse

SCRIPT = pathlib.Path(__file__).parents[2] / "docs" / "main-job.py"


def test_the_whole_loop_can_be_done_by_a_program(base):
    port = urllib.parse.urlsplit(base).port
    played = subprocess.run(
        [sys.executable, str(SCRIPT), f"http://zone.localhost:{port}"], capture_output=True, text=True, timeout=120)
    assert played.returncode == 0, played.stderr
    lines = played.stdout.splitlines()
    assert len(lines) == 12, played.stdout
    assert "'asked': 4, 'answered': 4, 'solved': 3, 'partly': 1" in lines[8], lines[8]
    assert lines[11].endswith("closed，事项 ['closed']"), lines[11]
