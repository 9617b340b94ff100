#!/usr/bin/env python3
"""A notice (传达部署) to 1 700 rooms, while somebody else writes: seconds until it is issued, until all have their receipts, and until
all silent ones are reminded, and how long the other writer waited at most meanwhile (goal on a quiet machine: under 250 ms).

Usage: deployments.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; ROOMS)
"""
import datetime, os, pathlib, statistics, tempfile, threading, time

from served import Served, fill, print_machine

ROOMS = int(os.environ.get("ROOMS", "1700"))


class Writer:
    """Somebody else, who writes one thing after the other."""

    def __init__(self, server):
        self.server, self.seconds, self.failed = server, [], None
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            while not self.stopped.is_set():
                began = time.perf_counter()
                self.server.call("POST", "/api/v1/desk/me/calendar", {})
                self.seconds.append(time.perf_counter() - began)
        except Exception as failure:
            self.failed = failure

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()
        assert self.failed is None, self.failed

    def __str__(self):
        return (f"{len(self.seconds)} writes of somebody else, median {statistics.median(self.seconds) * 1000:.1f} ms, "
                f"slowest {max(self.seconds) * 1000:.0f} ms")


def measure(server):
    with Writer(server) as writer:
        time.sleep(3)
    print(f"alone: {writer}")

    with Writer(server) as writer:
        began = time.perf_counter()
        issued = server.call("POST", "/api/v1/desk/deployments", {
            "kind": "deploy", "title": "部署汛期前排查排水", "text": "走一遍排水口，能清的当场清。", "to": "rooms",
            "dueOn": str(datetime.date.today() + datetime.timedelta(days=30))})
        seconds = time.perf_counter() - began
        first = len(issued["receipts"])
        while unsent := server.call("GET", "/api/v1/desk/deployments?limit=1")["items"][0]["unsent"]:
            assert unsent <= ROOMS - first
            time.sleep(0.1)
        whole = time.perf_counter() - began
    receipts = server.call("GET", f"/api/v1/desk/deployments/{issued['id']}")["receipts"]
    assert len({receipt["name"] for receipt in receipts}) == len(receipts) == ROOMS, "each room has one receipt"
    print(f"issued to {ROOMS} rooms in {seconds * 1000:.0f} ms, {first} of them at once, all after {whole:.1f} s; {writer}")

    with Writer(server) as writer:
        began = time.perf_counter()
        reminded = server.call("POST", f"/api/v1/desk/deployments/{issued['id']}/reminders", {})["reminded"]
        seconds = time.perf_counter() - began
    assert reminded == ROOMS
    print(f"{reminded} reminded in {seconds * 1000:.0f} ms; {writer}")
    print_machine(server)


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = str(pathlib.Path(folder, "data"))
        fill(data, ROOMS, 100)
        server = Served(["--data", data])
        try:
            server.sign_in("bench", "bench-bench")
            measure(server)
        finally:
            server.end()


if __name__ == "__main__":
    main()
