#!/usr/bin/env python3
"""A hall: 500 phones behind one address raise a topic within one minute, each in the three steps of the pages. Prints what
was refused, what failed, and the times of the last step, in which the topic is stored; goal: none, none, median under 100 ms.
Ends with 1 where a phone was refused or failed.

Usage: hall.py  (environment: SHANGLIANG, the program; PHONES)
"""
import os, pathlib, random, re, statistics, sys, tempfile, threading, time, urllib.parse

from served import Served, make_demo

PHONES = int(os.environ.get("PHONES", "500"))
SECONDS = 60
ROOM = "/r/YANGXV01"


def token(page, action):
    found = re.search(rf'action="{re.escape(action)}".*?name="_token" value="([^"]+)"', page.decode(), re.S)
    return found.group(1)


class Phone(threading.Thread):
    def __init__(self, server, number, moment):
        super().__init__()
        self.server, self.number, self.moment = server, number, moment
        self.refused, self.failed, self.seconds = None, None, []

    def run(self):
        time.sleep(max(0, self.moment - time.perf_counter()))
        try:
            self.raise_topic()
        except (OSError, AttributeError) as error:
            self.failed = repr(error)

    def step(self, method, path, fields=None):
        body = urllib.parse.urlencode(fields).encode() if fields else None
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        status, answered, page = self.server.send(method, path, body, headers)
        self.seconds.append(time.perf_counter() - began)
        if answered["Set-Cookie"]:
            self.cookie = answered["Set-Cookie"].split(";")[0]
        if status >= 400:
            self.refused = status
        return page

    def raise_topic(self):
        self.cookie = None
        text = f"第{self.number}部手机说：散会以后停车场的灯灭了一半，走路看不见。"
        page = self.step("GET", f"{ROOM}/raise")
        page = self.step("POST", f"{ROOM}/check", {"_token": token(page, f"{ROOM}/check"), "text": text})
        self.step("POST", f"{ROOM}/topics", {"_token": token(page, f"{ROOM}/topics"), "text": text})


def main():
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        data = str(pathlib.Path(folder, "data"))
        make_demo(data)
        server = Served(["--data", data])
        try:
            begin = time.perf_counter() + 1
            phones = [Phone(server, number, begin + chance.uniform(0, SECONDS - 2)) for number in range(PHONES)]
            for phone in phones:
                phone.start()
            for phone in phones:
                phone.join()
            refused = [phone.refused for phone in phones if phone.refused]
            failed = [phone.failed for phone in phones if phone.failed]
            for name, step in (("form", 0), ("check", 1), ("submission", 2)):
                times = sorted(phone.seconds[step] * 1000 for phone in phones if len(phone.seconds) > step)
                print(f"{name}: median {statistics.median(times):.1f} ms, 99 of 100 within {times[len(times) * 99 // 100]:.1f} ms")
            print(f"{PHONES} phones in {time.perf_counter() - begin:.0f} s from one address: "
                  f"{len(refused)} refused {sorted(set(refused))}, {len(failed)} failed {failed[:3]} (goal: median under 100 ms)")
        finally:
            server.end()
    if refused or failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
