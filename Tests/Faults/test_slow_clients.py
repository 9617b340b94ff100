# SPDX-License-Identifier: Apache-2.0
"""Clients that are slow, silent, huge or hostile: they are cut or refused, and others feel nothing of them."""

import contextlib
import json
import socket
import statistics
import threading
import time
import uuid

import pytest

from installation import ROOM, Installation

# The server's own limits are 10 s for a head and 12 s for a body.
CUT_SECONDS_MAX = 15
BODY_MAX = 64 * 1024
HEAD = b"POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    county = Installation(tmp_path_factory.mktemp("slow") / "data").load_demo()
    yield county.start()
    county.stop_all()
    county.verify()


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def head():
    return HEAD % uuid.uuid4().hex.encode()


def answer_on(connection):
    """What the server says until it closes or is silent for a second."""
    said = b""
    connection.settimeout(1)
    with contextlib.suppress(TimeoutError, ConnectionError):
        while part := connection.recv(65536):
            said += part
    return said


def seconds_until_cut(server, begin, drip, part):
    """How long a connection lives that sends `begin` and then `drip` every half second; `part` of them half closed."""
    began = time.monotonic()
    with connect(server) as connection:
        connection.sendall(begin)
        if part == "half-open":
            connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.5)
        while time.monotonic() - began < 2 * CUT_SECONDS_MAX:
            try:
                if connection.recv(65536) == b"":
                    break
            except TimeoutError:
                try:
                    connection.sendall(drip)
                except ConnectionError:
                    break
            except ConnectionError:
                break
    return time.monotonic() - began


def test_the_slow_are_cut_while_others_feel_nothing(server):
    slow_body = head() + b"Content-Length: 1000\r\n\r\n{"
    chunked_body = head() + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
    ways = {
        "silent": (b"", b"", "open"),
        "slow head": (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X-Slow: 1\r\n", "open"),
        "slow request line": (b"GE", b"T", "open"),
        "slow body": (slow_body, b" ", "open"),
        "slow chunks": (chunked_body, b"1\r\n \r\n", "open"),
        "silent body": (slow_body, b"", "open"),
        "silent after an answer": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", b"", "open"),
        "half-open without a word": (b"", b"", "half-open"),
        "half-open in a body": (slow_body, b"", "half-open"),
    }
    before = latency(server)
    lives = {name: [] for name in ways}

    def live(name):
        lives[name].append(seconds_until_cut(server, *ways[name]))

    threads = [threading.Thread(target=live, args=[name]) for name in ways for _ in range(20)]
    for thread in threads:
        thread.start()
    meanwhile = []
    while any(thread.is_alive() for thread in threads):
        meanwhile += times_of(server, 10)
        time.sleep(0.02)
    for name, seconds in lives.items():
        print(f"{name}: cut after {min(seconds):.1f} to {max(seconds):.1f} s")
        assert len(seconds) == 20
        assert max(seconds) < CUT_SECONDS_MAX, name
    assert min(lives["slow body"]) > 5, "whoever has a poor line is given some time"
    median, slowest = statistics.median(meanwhile), max(meanwhile)
    print(
        f"{before * 1000:.1f} ms before; beside slow clients {median * 1000:.1f} ms, {slowest * 1000:.0f} ms at "
        f"worst, in {len(meanwhile)} requests")
    assert median < max(5 * before, 0.05)
    assert slowest < 2


def latency(server):
    """The median time of a request for the list of topics, in seconds."""
    return statistics.median(times_of(server, 60))


def times_of(server, count):
    times = []
    for _ in range(count):
        began = time.monotonic()
        assert server.call("GET", "/api/v1/topics?limit=10").status == 200
        times.append(time.monotonic() - began)
    return times


@pytest.mark.parametrize("size", [BODY_MAX + 1, 50_000_000])
@pytest.mark.parametrize("manner", ["announced", "chunked"])
def test_a_body_over_the_limit_is_refused(server, size, manner):
    with connect(server) as connection:
        with contextlib.suppress(ConnectionError):
            if manner == "announced":
                connection.sendall(head() + b"Content-Length: %d\r\n\r\n" % size)
                if size < 1_000_000:
                    connection.sendall(b"x" * size)
            else:
                connection.sendall(head() + b"Transfer-Encoding: chunked\r\n\r\n")
                for _ in range(min(size, 4_000_000) // 16_000 + 1):
                    connection.sendall(b"3e80\r\n" + b"x" * 16_000 + b"\r\n")
        said = answer_on(connection)
    assert said.startswith(b"HTTP/1.1 413 "), said[:200]
    assert b"body_too_large" in said
    assert server.call("GET", "/healthz").status == 200


def test_a_body_of_the_limit_itself_is_read(server):
    body = json.dumps({"room": ROOM, "text": "长"}).encode().ljust(BODY_MAX)
    with connect(server) as connection:
        connection.sendall(head() + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert answer_on(connection).startswith(b"HTTP/1.1 201 ")


def test_five_hundred_idle_connections_hurt_nobody(server):
    before = latency(server)
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(connect(server)) for _ in range(500)]
        meanwhile = latency(server)
        # Each of them is still a connection on which one can ask.
        for connection in idle[::50]:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert answer_on(connection).startswith(b"HTTP/1.1 200 ")
    print(f"median latency {before * 1000:.1f} ms before, {meanwhile * 1000:.1f} ms beside 500 idle connections")
    assert meanwhile < max(5 * before, 0.05)


GARBAGE = {
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "garbage behind a request": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n\x00\xff\xfe garbage \r\n\r\n",
    "a header without end": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 2_000_000,
    "very many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Many: 1\r\n" * 200_000 + b"\r\n",
    "a long request line": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "a name with a space": b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: 1\r\n\r\n",
    "two lengths": b"POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
    + b"Content-Length: 9\r\n\r\nx",
    "a negative length": b"POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nx",
    "length and chunks": b"POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
    + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a broken chunk": head() + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "an unknown method": b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an encoded zero": b"GET /topics/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a path that is no UTF-8": b"GET /topics/%ff%fe?q=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a bare line feed": b"GET /\nHost: localhost\n\n",
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_bad_requests_are_refused_or_closed(server, kind):
    with connect(server) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(GARBAGE[kind])
        said = answer_on(connection)
    statuses = [int(part[:3]) for part in said.split(b"HTTP/1.1 ")[1:]]
    if kind == "garbage behind a request":
        assert statuses[:1] == [200], "what was asked properly is answered"
        statuses = statuses[1:]
    assert all(400 <= status < 500 or status == 501 for status in statuses), said[:500]
    assert server.process.poll() is None
    assert server.call("GET", "/healthz").status == 200
