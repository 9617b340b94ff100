# SPDX-License-Identifier: Apache-2.0
"""People who watch a stream as browsers do: each comes back after a break, in its own time, and says up to where it was told."""

import heapq
import random
import re
import selectors
import socket
import threading
import time

# What a browser does that was told no time of its own.
RETRY = 3.0


class Watcher:
    """One browser; `numbers` are those of the events that it was told, in their order."""

    def __init__(self, path, headers):
        self.path, self.headers = path, headers
        self.numbers, self.last, self.retry, self.reloads = [], None, RETRY, 0
        self.connection, self.rest, self.is_open = None, b"", False

    def request(self):
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", *(f"{n}: {v}" for n, v in self.headers.items())]
        if self.last is not None:
            lines.append(f"Last-Event-ID: {self.last}")
        return "\r\n".join([*lines, "", ""]).encode()

    def hear(self, data):
        """Takes what came; a line counts when it is whole."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            if line.startswith(b"HTTP/1.1 "):
                self.is_open = line.startswith(b"HTTP/1.1 200")
            elif found := re.match(rb"id: (\d+)", line):
                self.last = int(found[1])
                self.numbers.append(self.last)
            elif found := re.match(rb"retry: (\d+)", line):
                self.retry = int(found[1]) / 1000
            elif line == b"event: reload":
                self.reloads += 1


class Watchers:
    """Many of them, on one thread."""

    def __init__(self, port, count, path, headers):
        self.port = port
        self.all = [Watcher(path, headers) for _ in range(count)]
        self._selector = selectors.DefaultSelector()
        self._waiting = [(time.monotonic() + random.random(), number) for number in range(count)]
        heapq.heapify(self._waiting)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def open(self):
        return sum(watcher.is_open for watcher in self.all)

    def stop(self):
        self._over.set()
        self._thread.join(30)
        for watcher in self.all:
            if watcher.connection:
                watcher.connection.close()

    def _run(self):
        while not self._over.is_set():
            for _ in range(100):
                if not self._waiting or self._waiting[0][0] > time.monotonic():
                    break
                self._connect(heapq.heappop(self._waiting)[1])
            for key, _ in self._selector.select(0.02):
                self._read(key.data)

    def _connect(self, number):
        watcher = self.all[number]
        try:
            watcher.connection = socket.create_connection(("127.0.0.1", self.port), 5)
            watcher.connection.sendall(watcher.request())
        except OSError:
            return self._leave(number)
        watcher.connection.setblocking(False)
        self._selector.register(watcher.connection, selectors.EVENT_READ, number)

    def _read(self, number):
        watcher = self.all[number]
        try:
            data = watcher.connection.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            return watcher.hear(data)
        self._selector.unregister(watcher.connection)
        self._leave(number)

    def _leave(self, number):
        watcher = self.all[number]
        if watcher.connection:
            watcher.connection.close()
        watcher.connection, watcher.rest, watcher.is_open = None, b"", False
        heapq.heappush(self._waiting, (time.monotonic() + watcher.retry, number))
