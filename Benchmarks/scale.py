#!/usr/bin/env python3
"""The same pages over a small store and over a large one: medians of 200 of the server's own time, and their ratio. A page
may not depend on how much lies in the store (goal: list page at 1 000 000 topics at most 1.3 times that at 10 000).

Usage: scale.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; SMALL and LARGE, numbers of topics)
"""
import os, pathlib, re, statistics, subprocess, tempfile, time, urllib.parse

from served import Served

BENCH = os.environ.get("BENCHMARKS", ".build-release/release/benchmarks")
SIZES = [int(os.environ.get("SMALL", "10000")), int(os.environ.get("LARGE", "1000000"))]
COUNT = 200


def quoted(text):
    return urllib.parse.quote(text)


def cases(server):
    topics = server.call("GET", "/api/v1/topics?limit=100")
    rooms = server.call("GET", "/api/v1/rooms?limit=100")["items"]
    ids = [topic["id"] for topic in topics["items"]]
    yield "public list", [f"/api/v1/topics?limit={20 + number % 30}" for number in range(COUNT)]
    yield "a room's list", [f"/api/v1/topics?room={rooms[number % 100]['id']}" for number in range(COUNT)]
    yield "next page", [f"/api/v1/topics?limit=100&cursor={quoted(topics['next'])}"] * COUNT
    yield "record", [f"/api/v1/topics/{ids[number % 100]}" for number in range(COUNT)]
    yield "search, in all", [f"/api/v1/topics?q={quoted('积水')}"] * COUNT
    yield "search, in few", [f"/api/v1/topics?q={quoted(f'第{4000 + number}件')}" for number in range(COUNT)]
    yield "queue", ["/api/v1/desk/topics"] * COUNT
    yield "queue's next page", [f"/api/v1/desk/topics?cursor={quoted(server.call('GET', '/api/v1/desk/topics')['next'])}"] * COUNT


def median(server, paths):
    times = []
    for path in paths:
        status, headers, body = server.send("GET", path)
        assert status == 200, (path, status, body[:200])
        times.append(float(re.search(r"dur=([\d.]+)", headers["Server-Timing"]).group(1)))
    return statistics.median(times)


def measure(count, folder):
    place = ["--data", str(pathlib.Path(folder, f"data-{count}"))]
    began = time.perf_counter()
    subprocess.run([BENCH, "fill", *place, "--rooms", "1700", "--topics", str(count)], check=True)
    print(f"{count} topics filled in {time.perf_counter() - began:.0f} s", flush=True)
    server = Served(place, "--intake-limit", "1000000000")
    try:
        print(f"{count} topics: ready after {server.seconds_to_ready:.2f} s (goal: within a second)", flush=True)
        server.sign_in("bench", "bench-bench")
        found = {name: median(server, paths) for name, paths in cases(server)}
        print(f"{count} topics: peak memory {server.peak_megabytes():.0f} MB (goal < 600)", flush=True)
        return found
    finally:
        server.end()


def main():
    with tempfile.TemporaryDirectory() as folder:
        small, large = (measure(count, folder) for count in SIZES)
        for name, time_small in small.items():
            print(f"{name}: {time_small:.2f} ms over {SIZES[0]}, {large[name]:.2f} ms over {SIZES[1]}: "
                  f"ratio {large[name] / time_small:.2f}", flush=True)


if __name__ == "__main__":
    main()
