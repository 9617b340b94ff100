#!/usr/bin/env python3
"""make bench: whole requests against the running program, beside the bare framework in the same minutes.

Every figure is a ratio within one run: rounds alternate between the two, and the median of the rounds counts.
Usage: measure.py (environment: SHANGLIANG, BENCHMARKS: the two programs; SHANGLIANG_TEST_POSTGRES: a cluster, or none).
"""
import json, os, pathlib, random, re, shutil, socket, statistics, subprocess, sys, tempfile, threading, time, urllib.request

from served import new_database

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
BENCH = os.environ.get("BENCHMARKS", ".build-release/release/benchmarks")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = int(os.environ.get("SECONDS_PER_ROUND", "4"))
TOPICS = int(os.environ.get("TOPICS", "100000"))
ROOMS = int(os.environ.get("ROOMS", "2000"))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(url, seconds=20):
    start = time.time()
    while time.time() - start < seconds:
        try:
            urllib.request.urlopen(url, timeout=1)
            return time.time() - start
        except OSError:
            time.sleep(0.005)
    sys.exit(f"{url} does not answer")


def get(url):
    return urllib.request.urlopen(url, timeout=30).read()


def resident_megabytes(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024


def metrics(base):
    text = get(base + "/metrics").decode()
    return {n: int(v) for n, v in re.findall(r"^(shangliang_(?:database|pages)_\w+) (\d+)$", text, re.M)}


def kept(before, after):
    """How many of the pages were answered as kept."""
    hits, misses = (after[n] - before[n] for n in ("shangliang_pages_kept_hits", "shangliang_pages_kept_misses"))
    return f"kept pages hit {hits / (hits + misses):.0%}" if hits + misses else "no pages are kept"


def wait_until_sealed(base):
    """The events of the filling are sealed first: they are not what is measured."""
    last = -1
    while (now := metrics(base)["shangliang_database_writes"]) != last:
        last = now
        time.sleep(3)


def wrk(url, script=None):
    command = ["wrk", "-t1", "-c64", f"-d{SECONDS}s", "--latency", url]
    if script:
        command[1:1] = ["-s", str(script)]
    out = subprocess.run(command, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return rate, int(bad.group(1)) if bad else 0


def walk_script(folder, name, paths):
    """Walks the paths in an order mixed by a fixed seed."""
    paths = list(paths)
    random.Random(7).shuffle(paths)
    listing = folder / f"{name}.txt"
    listing.write_text("\n".join(paths))
    script = folder / f"{name}.lua"
    script.write_text(f"""
local requests, n = {{}}, 0
function init(args) for path in io.lines("{listing}") do requests[#requests + 1] = wrk.format("GET", path) end end
function request() n = n % #requests + 1; return requests[n] end
""")
    return script


def submit_script(folder, rooms, room_key="room"):
    script = folder / "submit.lua"
    listing = folder / "rooms.txt"
    listing.write_text("\n".join(rooms))
    script.write_text(f"""
local rooms, n, run = {{}}, 0, os.time() .. "-" .. tostring(math.random(1, 1e9))
function init(args) math.randomseed(os.time()); run = os.time() .. "-" .. math.random(1, 1e9)
  for r in io.lines("{listing}") do rooms[#rooms + 1] = r end end
function request()
  n = n + 1
  local body = '{{"room":"' .. rooms[n % #rooms + 1] .. '","text":"我们小区一下大雨就积水，老人出不了门，第' .. n .. '次反映。"}}'
  return wrk.format("POST", nil, {{["Content-Type"] = "application/json", ["Idempotency-Key"] = "bench-" .. run .. "-" .. n}}, body)
end
""")
    return script


class OneWriteASecond(threading.Thread):
    """A county goes on working while it is read."""

    def __init__(self, base, room):
        super().__init__(daemon=True)
        self.base, self.room, self.stopped = base, room, threading.Event()

    def run(self):
        while not self.stopped.wait(1):
            body = json.dumps({"room": self.room, "text": "新的一件"}).encode()
            key = f"background-{time.time_ns()}"
            urllib.request.urlopen(urllib.request.Request(
                self.base + "/api/v1/topics", body, {"Content-Type": "application/json", "Idempotency-Key": key}))


def measure(name, folder, database):
    data = folder / f"data-{name}"
    place = ["--data", str(data)] + (["--database", database] if database else [])
    started = time.time()
    subprocess.run([BENCH, "fill", *place, "--rooms", str(ROOMS), "--topics", str(TOPICS)], check=True)
    print(f"[{name}] filled {ROOMS} rooms, {TOPICS} topics in {time.time() - started:.0f} s", flush=True)
    port, bare_port = free_port(), free_port()
    base, bare_base = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{bare_port}"
    started = time.time()
    server = subprocess.Popen([PROGRAM, "serve", *place, "--port", str(port), "--intake-limit", "1000000000"],
                              stdout=subprocess.DEVNULL)
    wait(base + "/readyz")
    print(f"[{name}] cold start {time.time() - started:.2f} s (goal < 1)", flush=True)
    bare = subprocess.Popen([BENCH, "bare", "--port", str(bare_port)])
    wait(bare_base + "/bytes/1")
    try:
        wait_until_sealed(base)
        rooms, cursor = [], ""
        while True:
            page = json.loads(get(f"{base}/api/v1/rooms?limit=100" + (f"&cursor={cursor}" if cursor else "")))
            rooms += [r["id"] for r in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
        topics, cursor = [], ""
        while len(topics) < min(20_000, TOPICS):
            page = json.loads(get(f"{base}/api/v1/topics?limit=100" + (f"&cursor={cursor}" if cursor else "")))
            topics += [t["id"] for t in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
        list_paths = [f"/topics?room={r}" for r in rooms]
        record_paths = [f"/topics/{t}" for t in topics]
        cases = [
            ("list page of 50 rows", list_paths, 0.25, 0.4),
            ("record page", record_paths, 0.25, 0.4),
        ]
        half = 0.5 if database else 1
        for title, paths, floor, goal in cases:
            size = statistics.median(len(get(base + p)) for p in paths[:20])
            kilobytes = max(1, round(size / 1024))
            script = walk_script(folder, re.sub(r"\W+", "-", title), paths)
            writer = OneWriteASecond(base, rooms[0])
            writer.start()
            before, ratios, ours, theirs, failures = metrics(base), [], [], [], 0
            for _ in range(ROUNDS):
                a, bad = wrk(base, script)
                b, _ = wrk(f"{bare_base}/bytes/{kilobytes}")
                ours.append(a); theirs.append(b); ratios.append(a / b); failures += bad
            writer.stopped.set()
            print(f"[{name}] {title}, {size / 1024:.1f} kB: {statistics.median(ours):.0f}/s against bare "
                  f"{statistics.median(theirs):.0f}/s of {kilobytes} kB: ratio {statistics.median(ratios):.3f} "
                  f"(min {min(ratios):.3f}, max {max(ratios):.3f}; floor {floor * half}, goal {goal * half}); "
                  f"{kept(before, metrics(base))}; failures {failures}", flush=True)
        script = submit_script(folder, rooms)
        before, ratios, ours, theirs, failures = metrics(base), [], [], [], 0
        for _ in range(ROUNDS):
            a, bad = wrk(base + "/api/v1/topics", script)
            b, _ = wrk(bare_base + "/echo", script)
            ours.append(a); theirs.append(b); ratios.append(a / b); failures += bad
        after = metrics(base)
        writes = after["shangliang_database_writes"] - before["shangliang_database_writes"]
        commits = after["shangliang_database_commits"] - before["shangliang_database_commits"]
        print(f"[{name}] durable submission, 64 connections: {statistics.median(ours):.0f}/s against bare POST "
              f"{statistics.median(theirs):.0f}/s: ratio {statistics.median(ratios):.3f} (min {min(ratios):.3f}, max "
              f"{max(ratios):.3f}; floor {0.2 * half}); {writes} writes in {commits} commits = "
              f"{writes / max(1, commits):.1f} a flush (goal ≥ 10 on SQLite); failures {failures}", flush=True)
        print(f"[{name}] peak memory {resident_megabytes(server.pid):.0f} MB (goal < 200)", flush=True)
    finally:
        server.terminate(); bare.terminate()
        server.wait(20); bare.wait(20)


def run(name, python=sys.executable):
    """A benchmark that is a program of its own."""
    subprocess.run([python, str(pathlib.Path(__file__).with_name(name))],
                   env=os.environ | {"SHANGLIANG": PROGRAM, "BENCHMARKS": BENCH}, check=True)


def main():
    # What they are compared with lies in the environment of the tests.
    run("similar.py", ".tools/venv/bin/python")
    run("opinion_map.py", ".tools/venv/bin/python")
    run("registers.py")
    run("hall.py")
    run("words.py", ".tools/venv/bin/python")
    run("scale.py")
    run("years.py")
    run("proposals.py")
    run("exports.py")
    run("deployments.py")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        measure("sqlite", folder, None)
        if database := new_database("bench"):
            measure("postgres", folder, database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
