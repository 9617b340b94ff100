# SPDX-License-Identifier: Apache-2.0
"""The program as an operator has it: a data folder, perhaps a PostgreSQL database, and processes that serve it."""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

PASSWORD = "anlan-demo"
ROOM = "YANGXV01"
PROGRAM = os.environ["SHANGLIANG"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """A data folder; with `database`, the address of a PostgreSQL database. `prefix` goes before every command."""

    def __init__(self, data, database=None, prefix=()):
        self.data = str(data)
        self.database = database
        self.prefix = list(prefix)
        self.servers = []

    def command(self, name, *more):
        where = ["--data", self.data] + (["--database", self.database] if self.database else [])
        return self.prefix + [PROGRAM, name, *where, *more]

    def load_demo(self):
        subprocess.run(self.command("demo", "--seed", "1", "--figures", "none"), check=True, capture_output=True, timeout=60)
        return self

    def start(self, *more, before=(), wait=True, port=None):
        """A new server process; `before` stands before the program, as a tracer does. `port`: that of one before it."""
        server = Server(self, more, before, port)
        self.servers.append(server)
        if wait:
            server.wait_until_ready()
        return server

    def stop_all(self):
        for server in self.servers:
            server.end()

    def verify(self):
        """The report of `verify`, which must find nothing wrong."""
        done = subprocess.run(self.command("verify", "--json"), capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        report = json.loads(done.stdout)
        assert report["clean"] is True
        return report


class Server:
    """One process of `shangliang serve` on a loopback port of its own."""

    def __init__(self, installation, more, before, port=None):
        self.port = port or free_port()
        self.log = pathlib.Path(f"{installation.data}.{self.port}.log")
        command = installation.command("serve", "--port", str(self.port), "--intake-limit", "1000000", *more)
        self.started = time.monotonic()
        with open(self.log, "w", encoding="utf-8") as output:
            self.process = subprocess.Popen([*before, *command], stdout=output, stderr=output)

    def wait_until_ready(self, seconds_max=30):
        """Asks until it says that it is ready; returns the seconds since the process began."""
        while time.monotonic() - self.started < seconds_max:
            assert self.process.poll() is None, f"the server ended: {self.log.read_text()}"
            try:
                if self.call("GET", "/readyz", timeout=2).status == 200:
                    return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.005)
        raise AssertionError(f"not ready within {seconds_max} s: {self.log.read_text()}")

    def call(self, method, path, body=None, headers=None, timeout=20):
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            return exchange(connection, method, path, body, headers)
        finally:
            connection.close()

    def raise_topic(self, text, key, timeout=20):
        body = {"room": ROOM, "text": text}
        return self.call("POST", "/api/v1/topics", body, {"Idempotency-Key": key}, timeout)

    def status(self, code):
        return self.call("GET", f"/api/v1/topics/status/{code}")

    def bearer(self, name="mishu2"):
        """The header of somebody who has signed in."""
        answer = self.call("POST", "/api/v1/sign-ins", {"name": name, "password": PASSWORD})
        assert answer.status == 201, answer
        return {"Authorization": f"Bearer {answer.json['token']}"}

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def kill_amid(self, is_under_way, seconds_max=20):
        """Ends it at once, at a moment when somebody waits for an answer.

        It stands still before the look, so that no answer comes between the look and the end.
        """
        end = time.monotonic() + seconds_max
        while True:
            self.process.send_signal(signal.SIGSTOP)
            # Answers it gave before have been read by then.
            time.sleep(0.05)
            if is_under_way():
                break
            assert time.monotonic() < end, f"for {seconds_max} s nobody was in the middle of something"
            self.process.send_signal(signal.SIGCONT)
            time.sleep(0.005)
        self.kill()

    def end(self, seconds_max=20):
        """Asks it to stop, if it still runs; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds_max)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode


class Answer:
    """A whole answer; `json` is its body when it is one."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        is_json = re.search(r"\bjson$|\+json$", response.headers.get_content_type())
        self.json = json.loads(self.body) if is_json and self.body else None

    def __repr__(self):
        return f"{self.status} {self.body[:500].decode(errors='replace')}"


def exchange(connection, method, path, body=None, headers=None):
    """One request on a connection that may stay open; `body` is sent as it is if it is bytes, otherwise as JSON."""
    headers = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    try:
        connection.request(method, path, body, headers)
        return Answer(connection.getresponse())
    except http.client.HTTPException as error:
        # An answer that was cut off is a failure of the connection like any other.
        raise ConnectionError(repr(error)) from error
