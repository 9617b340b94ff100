#!/usr/bin/env python3
"""The same pages over a small store and over a large one: medians of 200 of the server's own time, and their ratio. A page
may not depend on how much lies in the store (goal: list page at 1 000 000 topics at most 1.3 times that at 10 000). Looking for
similar texts does; it is measured in between as well (goal: over 1 000 000 at most four times that over 100 000).

Usage: scale.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; SMALL, MIDDLE and LARGE, numbers of topics)
"""
import os, pathlib, statistics, tempfile, time, urllib.parse

from served import Served, fill_large, took, wait_until_sealed

SIZES = [int(os.environ.get(name, usual)) for name, usual in (("SMALL", "10000"), ("MIDDLE", "100000"), ("LARGE", "1000000"))]
COUNT, ROOMS = 200, 1700


def quoted(text):
    return urllib.parse.quote(text)


def cases(server):
    topics = server.call("GET", "/api/v1/topics?limit=100")
    rooms = server.call("GET", "/api/v1/rooms?limit=100")["items"]
    ids = [topic["id"] for topic in topics["items"]]
    yield "public list", [f"/api/v1/topics?limit={20 + number % 30}" for number in range(COUNT)]
    yield "a room's list", [f"/api/v1/topics?room={rooms[number % 100]['id']}" for number in range(COUNT)]
    yield "a town's list", [f"/api/v1/topics?area=990101101000&limit={20 + number % 30}" for number in range(COUNT)]
    yield "a village's list", [f"/api/v1/topics?area=990101{200 + number % 30}201&limit=20" for number in range(COUNT)]
    yield "next page", [f"/api/v1/topics?limit=100&cursor={quoted(topics['next'])}"] * COUNT
    yield "record", [f"/api/v1/topics/{ids[number % 100]}" for number in range(COUNT)]
    yield "search, in all", [f"/api/v1/topics?q={quoted('积水')}"] * COUNT
    # One in a hundred: too many to be looked up one by one, too few to be met among the newest.
    yield "search, in some", [f"/api/v1/topics?q={quoted(f'{10 + number % 50}件')}" for number in range(COUNT)]
    # Whose number is even lies in the large town, whose number is odd in none of it.
    yield "search, in some of a town", [f"/api/v1/topics?area=990101101000&q={quoted(f'{10 + number % 25 * 2}件')}" for number in range(COUNT)]
    yield "search, in none of a town", [f"/api/v1/topics?area=990101101000&q={quoted(f'{11 + number % 25 * 2}件')}" for number in range(COUNT)]
    yield "search, in few", [f"/api/v1/topics?q={quoted(f'第{4000 + number}件')}" for number in range(COUNT)]
    # As people say it on the check page: a matter that a hundredth share, in words of their own.
    yield "similar", [f"/api/v1/topics/similar?text={quoted(f'小区第{10 + number % 50}件，下大雨就积水，老人出门蹚水，雨水管堵了')}" for number in range(COUNT)]
    # What somebody lands on who scans a code, and the pages that say how long people wait: their figures count all there is.
    yield "a room's page", [f"/r/{rooms[number % 100]['token']}" for number in range(COUNT)]
    yield "all rooms", ["/rooms"] * COUNT
    yield "how long people wait", ["/answers"] * COUNT
    yield "queue", ["/api/v1/desk/topics"] * COUNT
    yield "pool", ["/api/v1/desk/topics?part=pool"] * COUNT
    yield "what has ended", ["/api/v1/desk/topics?part=ended"] * COUNT
    place = quoted(server.call("GET", "/api/v1/desk/topics?part=pool&limit=20")["next"])
    yield "pool's next page", [f"/api/v1/desk/topics?part=pool&limit=20&cursor={place}"] * COUNT
    server.sign_in("bench-town", "bench-bench")
    yield "a town's queue", ["/api/v1/desk/topics"] * COUNT
    yield "a town's pool", ["/api/v1/desk/topics?part=pool"] * COUNT


def made(count, folder):
    """A store of so many topics, how it starts, and the server of it."""
    data = str(pathlib.Path(folder, f"data-{count}"))
    began = time.perf_counter()
    fill_large(data, ROOMS, count)
    print(f"{count} topics filled in {time.perf_counter() - began:.0f} s", flush=True)
    server = Served(["--data", data], "--intake-limit", "1000000000")
    print(f"{count} topics: ready after {server.seconds_to_ready:.2f} s (goal: within a second)", flush=True)
    # As it comes back after the power went: with a log to read again.
    server.kill()
    server = Served(["--data", data], "--intake-limit", "1000000000")
    try:
        print(f"{count} topics: ready after a kill in {server.seconds_to_ready:.2f} s (goal: within a second)", flush=True)
        server.sign_in("bench", "bench-bench")
        wait_until_sealed(data)
    except BaseException:
        server.end()
        raise
    return server


def main():
    with tempfile.TemporaryDirectory() as folder:
        servers = []
        try:
            # One by one, so that those which run are ended when a later one fails.
            for count in SIZES:
                servers.append(made(count, folder))
            for same in zip(*map(cases, servers)):
                name = same[0][0]
                # Request by request in turn, each of them first as often as the others, so that what else the machine does, and
                # what the one before has left in its caches, falls upon all alike.
                times = [[], [], []]
                turns = list(zip(servers, same, times))
                for number in range(COUNT):
                    for turn in range(len(turns)):
                        server, (_, paths), found = turns[(number + turn) % len(turns)]
                        found.append(took(server, paths[number])[0])
                small, middle, large = map(statistics.median, times)
                print(f"{name}: {small:.2f}, {middle:.2f}, {large:.2f} ms: the largest to the smallest {large / small:.2f}, "
                      f"to the middle {large / middle:.2f}", flush=True)
            for count, server in zip(SIZES, servers):
                print(f"{count} topics: peak memory {server.peak_megabytes():.0f} MB (goal < 600)", flush=True)
        finally:
            for server in servers:
                server.end()


if __name__ == "__main__":
    main()
