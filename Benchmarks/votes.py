#!/usr/bin/env python3
"""make bench-live: the program with its database while thousands watch a consultation: votes that are durable, and comments told to all.

Votes are forms of the page, by devices that have voted before, beside a bare POST of the framework in the same minutes.
Usage: votes.py [votes|watched]…  (environment: SHANGLIANG, BENCHMARKS, STREAM_VIEWERS: the programs; WATCHING, VOTERS,
ROUNDS, SECONDS_PER_ROUND, WATCHED_BY, COMMENTS)
"""
import http.client, os, pathlib, re, statistics, subprocess, sys, tempfile, threading, time

from consulted import STATEMENTS, Consulted
from live import Crowd, Server, free_port, middle

BENCH = os.environ.get("BENCHMARKS", ".build-release/release/benchmarks")
WATCHING = int(os.environ.get("WATCHING", "2000"))
VOTERS = int(os.environ.get("VOTERS", "1000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = int(os.environ.get("SECONDS_PER_ROUND", "4"))
WATCHED_BY = [int(count) for count in os.environ.get("WATCHED_BY", "5000 10000").split()]
COMMENTS = int(os.environ.get("COMMENTS", "20"))


def vote_script(folder, server, devices):
    """Each device in turn answers one statement after the other, and begins anew with other answers."""
    listing, script = pathlib.Path(folder, "devices.txt"), pathlib.Path(folder, "vote.lua")
    listing.write_text("".join(f"{cookie} {token}\n" for cookie, token in devices))
    statements = ", ".join(f'"{statement}"' for statement in server.statements)
    script.write_text(f"""
local devices, statements, answers, n = {{}}, {{ {statements} }}, {{ "agree", "disagree", "pass" }}, 0
function init(args)
  math.randomseed(os.time())
  n = math.random(0, 1000000)
  for line in io.lines("{listing}") do
    local cookie, token = line:match("(%S+) (%S+)")
    devices[#devices + 1] = {{ token = token, headers = {{ ["Cookie"] = cookie,
      ["Content-Type"] = "application/x-www-form-urlencoded" }} }}
  end
end
function request()
  n = n + 1
  local device, statement = devices[n % #devices + 1], statements[math.floor(n / #devices) % #statements + 1]
  local body = "_token=" .. device.token .. "&statement=" .. statement .. "&answer=" .. answers[math.random(3)]
  return wrk.format("POST", nil, device.headers, body)
end
function done(summary, latency, requests)
  io.write(string.format("latency %d %d\\n", latency:percentile(50), latency:percentile(99)))
end
""")
    return script


def wrk(url, script):
    """Requests a second, how many failed, and the middle and the ninety-ninth of a hundred waits in milliseconds."""
    out = subprocess.run(
        ["wrk", "-t1", "-c64", f"-d{SECONDS}s", "-s", str(script), url], capture_output=True, text=True, check=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    waits = re.search(r"^latency (\d+) (\d+)$", out, re.M)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), int(bad[1]) if bad else 0, *(int(n) / 1000 for n in waits.groups())


class Moderator(threading.Thread):
    """Approves a comment a second, so that those who watch are told something."""

    def __init__(self, server, waiting):
        super().__init__(daemon=True)
        self.server, self.waiting, self.stopped = server, waiting, threading.Event()
        self.line = http.client.HTTPConnection("127.0.0.1", server.port)

    def run(self):
        while self.waiting and not self.stopped.wait(1):
            self.line.request(
                "POST", f"/api/v1/desk/comments/{self.waiting.pop()}/approval", b"{}",
                {"Authorization": f"Bearer {self.server.staff}", "Content-Type": "application/json",
                 "Idempotency-Key": os.urandom(16).hex()})
            answer = self.line.getresponse()
            assert answer.status == 200, (answer.status, answer.read())
            answer.read()


def votes(folder):
    server, bare_port = Consulted(folder), free_port()
    bare = Server(bare_port, BENCH, "bare", "--port", str(bare_port))
    devices = server.devices(VOTERS)
    script = vote_script(folder, server, devices)
    url, bare_url = f"http://127.0.0.1:{server.port}{server.action}", f"http://127.0.0.1:{bare_port}/echo"
    # Whoever votes for the first time is let in by another way, once.
    wrk(url, script)
    for watching in (0, WATCHING):
        crowd = Crowd(server, watching, path=server.stream) if watching else None
        moderator = Moderator(server, server.comments(COMMENTS) if watching else [])
        moderator.start()
        writes, commits = (server.metric(f"shangliang_database_{name}") for name in ("writes", "commits"))
        ours, theirs, halves, tails, failures = [], [], [], [], 0
        for _ in range(ROUNDS):
            rate, bad, half, tail = wrk(url, script)
            ours.append(rate), halves.append(half), tails.append(tail)
            theirs.append(wrk(bare_url, script)[0])
            failures += bad
        commits = server.metric("shangliang_database_commits") - commits
        votes = sum(ours) * SECONDS
        print(f"{watching} watch, 64 connections: {statistics.median(ours):.0f} votes/s durable (goal ≥ 2000), bare POST "
              f"{statistics.median(theirs):.0f}/s: ratio {statistics.median(a / b for a, b in zip(ours, theirs)):.3f}; "
              f"{votes / max(1, commits):.1f} a flush; half within {statistics.median(halves):.1f} ms, 99 of 100 within "
              f"{statistics.median(tails):.1f}; failures {failures}", flush=True)
        moderator.stopped.set(), moderator.join()
        if crowd:
            crowd.leave()
    counted = server.close_call()
    print(f"  counted in the end: {counted['people']} people, {counted['votes']} votes (at most {VOTERS}, {VOTERS * STATEMENTS})")
    assert counted["people"] <= VOTERS and counted["votes"] <= VOTERS * STATEMENTS
    server.stop(), bare.stop()


def watched(folder):
    server = Consulted(folder)
    waiting = server.comments(COMMENTS * len(WATCHED_BY))
    for count, viewers in enumerate(WATCHED_BY):
        crowd = Crowd(server, viewers, path=server.stream)
        print(f"{viewers} viewers of one consultation, connected in {crowd.seconds:.1f} s, {crowd.kilobytes:.1f} kB each")
        times, seconds = [], server.seconds()
        for number in range(count * COMMENTS, (count + 1) * COMMENTS):
            at = server.approve(waiting[number])
            times.append((crowd.last(number) - at) / 1000)
            time.sleep(0.8)
        cost = (server.seconds() - seconds) / (COMMENTS * viewers) * 1e6
        print(f"  from the moderator's press to the last viewer: {middle(times)}; {cost:.1f} µs of processor a delivery, "
              f"the press and the figures that go with it among them", flush=True)
        crowd.leave()
        time.sleep(1)
    server.stop()


if __name__ == "__main__":
    for part in sys.argv[1:] or ["votes", "watched"]:
        with tempfile.TemporaryDirectory() as folder:
            globals()[part](folder)
