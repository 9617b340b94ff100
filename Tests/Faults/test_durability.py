# SPDX-License-Identifier: Apache-2.0
"""Seen from the kernel: nobody is told yes before the words are on the disk."""

import re
import subprocess
import time

import pytest

from crowd import Crowd

CALLS = "read,recvfrom,recvmsg,readv,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync"
LINE = re.compile(r"(?P<thread>\d+) +(?P<time>\d+\.\d+) (?P<rest>.*)")
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(?P<rest>.*)")
CALL = re.compile(r"(?P<name>\w+)\((?P<fd>\d+)<(?P<file>.*?)> *[,)](?P<rest>.*)")


def can_trace():
    try:
        done = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, timeout=20)
    except OSError:
        return False
    return done.returncode == 0


def wait_until_written(trace, seconds_max=30):
    """The tracer, a process of its own, writes the end of the traced process last."""
    end = time.monotonic() + seconds_max
    while not re.search(rb"\+\+\+ exited with 0 \+\+\+\s*\Z", trace.read_bytes()[-200:]):
        assert time.monotonic() < end, "the trace is not finished"
        time.sleep(0.1)


def calls(trace):
    """The system calls as (name, file, rest, place of the beginning, place of the end) in the order of their ends.

    The tracer stops a thread at the beginning and at the end of each call, so the order of its log is that of events.
    """
    under_way = {}
    for place, line in enumerate(open(trace, encoding="utf-8", errors="replace")):
        found = LINE.match(line)
        if not found:
            continue
        thread, rest, began = found["thread"], found["rest"], place
        resumed = RESUMED.match(rest)
        if resumed:
            head, began = under_way.pop(thread, ("", place))
            rest = head + resumed["rest"]
        elif rest.endswith("<unfinished ...>"):
            under_way[thread] = (rest.removesuffix("<unfinished ...>"), place)
            continue
        call = CALL.match(rest)
        if call:
            yield call["name"], call["file"], call["rest"], began, place


def judge(trace):
    """How many acknowledgements there are, and those that were not preceded by a flush of what the request wrote."""
    asked, writes, flushes, good, bad = {}, [], [], 0, []
    for name, file, rest, began, ended in calls(trace):
        if file.startswith("TCP"):
            if "POST /api/v1/topics HTTP" in rest:
                asked[file] = ended
            elif "HTTP/1.1 201" in rest and file in asked:
                since = asked.pop(file)
                kept = any(
                    written > since and flush_began > written and flush_ended < began
                    for written in writes[-500:] for flush_began, flush_ended in flushes[-50:])
                good += kept
                if not kept:
                    bad.append(rest)
        elif file.endswith("-wal"):
            if name in ("fsync", "fdatasync") and "= 0" in rest:
                flushes.append((began, ended))
            elif name.startswith("pwrite"):
                writes.append(ended)
    return good, bad


@pytest.mark.skipif(not can_trace(), reason="tracing of system calls (ptrace) is not permitted here")
def test_each_acknowledgement_follows_a_flush_of_what_it_acknowledges(county, tmp_path):
    trace = tmp_path / "trace"
    server = county.start(
        before=["strace", "-D", "-f", "-ttt", "-yy", "-s", "100", "-o", str(trace), "-e", f"trace={CALLS}"])
    crowd = Crowd([server], 8)
    crowd.wait_for(60, 60)
    crowd.stop()
    assert server.end() == 0
    wait_until_written(trace)
    good, bad = judge(trace)
    print(f"{good} acknowledgements, each after a flush of its own words")
    assert bad == []
    assert good == len(crowd.acknowledged) >= 60


def test_the_judge_of_traces_tells_a_late_flush_from_a_timely_one(tmp_path):
    """An answer before the flush, a flush that had begun before the words were written: both are found."""
    peer = "TCP:[127.0.0.1:1->127.0.0.1:2]"
    ask = f'1 0.1 read(9<{peer}>, "POST /api/v1/topics HTTP/1.1", 99) = 28'
    write = '2 0.2 pwrite64(5</d/s-wal>, "x", 1, 0) = 1'
    flush = "2 0.3 fdatasync(5</d/s-wal>) = 0"
    tell = f'1 0.4 writev(9<{peer}>, [{{"HTTP/1.1 201 Created"}}], 1) = 20'
    begin, end = "2 0.3 fdatasync(5</d/s-wal> <unfinished ...>", "2 0.5 <... fdatasync resumed>) = 0"
    trace = tmp_path / "trace"
    for lines, expected in [
        ([ask, write, flush, tell], (1, 0)),
        ([ask, write, begin, end, tell], (1, 0)),
        ([ask, write, tell, flush], (0, 1)),
        ([ask, write, begin, tell, end], (0, 1)),
        ([write, flush, ask, tell], (0, 1)),
        ([ask, begin, write.replace("2 ", "3 ", 1), end, tell], (0, 1)),
    ]:
        trace.write_text("\n".join(lines) + "\n")
        good, bad = judge(trace)
        assert (good, len(bad)) == expected, lines
