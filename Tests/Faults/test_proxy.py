# SPDX-License-Identifier: Apache-2.0
"""Whose word about the client's address counts, seen by the limit of wrong tracking codes for one address; and the
proxies of `Packaging/`, in front of the server as they are shipped."""

import contextlib
import gzip
import http.client
import re

import pytest

from hall import Hall
from installation import ROOM
from proxies import NAME, PROXIES
from visitor import Visitor

# The limit is 30 in a minute; of so many in a row, more than that fall into one minute.
TRIES = 70
NO_CODE = "/api/v1/topics/status/0000-0000-0000"


def statuses(server, forwarded):
    """What so many wrong codes get, the n-th with the header that `forwarded(n)` says."""
    return {
        server.call("GET", NO_CODE, headers={"X-Forwarded-For": forwarded(number)}).status
        for number in range(TRIES)}


@pytest.mark.parametrize("trusted", [[], ["--trusted-proxy", "10.0.0.0/8"]])
def test_a_stranger_cannot_change_its_address(county, trusted):
    server = county.start(*trusted)
    assert statuses(server, lambda number: f"203.0.113.{number}") == {404, 429}


def test_a_trusted_proxy_tells_clients_apart(county):
    server = county.start("--trusted-proxy", "127.0.0.0/8,10.0.0.0/8")
    assert statuses(server, lambda number: f"203.0.113.{number}") == {404}
    # The rightmost hop that is not trusted counts; what it claims about others does not.
    assert statuses(server, lambda number: f"198.51.100.{number}, 203.0.113.200, 10.1.1.1") == {404, 429}


def test_figures_are_for_the_machine_itself(county):
    server = county.start()
    assert server.call("GET", "/metrics").status == 200
    assert server.call("GET", "/metrics", headers={"X-Forwarded-For": "203.0.113.1"}).status == 404


@pytest.fixture
def start_proxy(tmp_path):
    """Starts proxies before a port; they end with the test."""
    started = []

    def start(kind, upstream):
        folder = tmp_path / f"{kind.name}-{len(started)}"
        folder.mkdir()
        started.append(kind(folder, upstream))
        return started[-1]

    yield start
    for proxy in started:
        proxy.stop()


@pytest.mark.parametrize("kind", PROXIES)
def test_a_site_behind_a_proxy_is_whole(kind, county, start_proxy):
    # The name is an example's and the certificate its own, so the server is told what people type.
    server = county.start("--trusted-proxy", "127.0.0.1", "--base-url", f"https://{NAME}")
    proxy = start_proxy(kind, server.port)
    assert proxy.call("GET", "/readyz").status == 200
    assert proxy.call("GET", "/metrics").status == 404, "not from the machine, whoever asks"

    # Pages are packed, and unpacked the same.
    plain = proxy.call("GET", f"/r/{ROOM}")
    packed = proxy.call("GET", f"/r/{ROOM}", headers={"Accept-Encoding": "gzip"})
    assert (plain.status, packed.status) == (200, 200)
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body)[:200] == plain.body[:200]
    assert packed.headers["Content-Security-Policy"] == plain.headers["Content-Security-Policy"]

    # A form of another site is refused, one of our own is not: so the Host header arrives as it was sent.
    visitor = Visitor(proxy, origin="https://other.example")
    visitor.get(f"/r/{ROOM}/raise")
    assert all(cookie["secure"] and cookie["httponly"] for cookie in visitor.cookies.values()) and visitor.cookies
    refused = visitor.send(f"/r/{ROOM}/check", {"text": "路灯不亮", "place": "桥头"})
    assert refused.status in (400, 403), refused
    visitor = Visitor(proxy, origin=proxy.origin)
    visitor.get(f"/r/{ROOM}/raise")
    assert visitor.send(f"/r/{ROOM}/check", {"text": "路灯不亮", "place": "桥头"}).status == 200
    done = visitor.send(f"/r/{ROOM}/topics", {"text": "路灯不亮", "place": "桥头"})
    assert done.status == 303, done
    code = re.search(r"/status/([^/]+)/received", done.headers["Location"])[1]

    # Whoever signs in gets a cookie for TLS only.
    staff = Visitor(proxy, origin=proxy.origin)
    staff.get("/sign-in")
    assert staff.send("/sign-in", {"name": "mishu2", "password": "anlan-demo", "next": "/desk"}).status == 303
    assert staff.cookies["sign_in"]["secure"] and staff.cookies["sign_in"]["httponly"]
    assert staff.get("/desk/account").status == 200

    # Tracking codes stand in no log: not of what went well, and not of what went wrong.
    assert proxy.call("GET", f"/status/{code}").status == 200
    assert server.end() == 0
    assert proxy.call("GET", f"/status/{code}").status == 502
    proxy.stop()
    logs = proxy.logs()
    assert code not in logs and code.replace("-", "") not in logs and "/status/" not in logs, logs


@pytest.mark.parametrize("kind", PROXIES)
def test_limits_count_for_each_client_behind_a_proxy(kind, county, start_proxy):
    server = county.start("--trusted-proxy", "127.0.0.1", "--base-url", f"https://{NAME}")
    proxy = start_proxy(kind, server.port)
    connection = proxy.connect("127.0.0.2")

    def ask(number):
        # What the client itself claims about where it comes from is not believed.
        connection.request("GET", NO_CODE, headers={"X-Forwarded-For": f"203.0.113.{number}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    assert {ask(number) for number in range(TRIES)} == {404, 429}
    connection.close()
    assert proxy.call("GET", NO_CODE, source="127.0.0.3").status == 404, "another client has its own limit"


@pytest.mark.parametrize("kind", PROXIES)
def test_uploads_pass_a_proxy_up_to_the_limit(kind, county, start_proxy):
    server = county.start("--trusted-proxy", "127.0.0.1", "--base-url", f"https://{NAME}")
    proxy = start_proxy(kind, server.port)
    staff = server.bearer() | {"Idempotency-Key": f"an-upload-through-{kind.name}", "Content-Type": "application/octet-stream"}
    file = b"%PDF-1.7\n" + b"x" * (20 * 1024 * 1024 - 9)
    kept = proxy.call("POST", "/api/v1/attachments?name=plan.pdf", file, staff)
    assert kept.status == 201, kept
    fetched = proxy.call("GET", f"/api/v1/attachments/{kept.json['id']}", headers=server.bearer())
    assert (fetched.status, fetched.body == file) == (200, True)
    # Of what is larger not all need be read before it is refused.
    connection = proxy.connect()
    with contextlib.suppress(OSError):
        connection.request("POST", "/api/v1/attachments?name=plan.pdf", file + b"x" * 4_000_000, staff)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("kind", PROXIES)
def test_a_proxy_holds_back_nothing_of_what_is_told(kind, county, start_proxy):
    server = county.start("--trusted-proxy", "127.0.0.1", "--base-url", f"https://{NAME}")
    hall = Hall(server)
    connection = start_proxy(kind, server.port).connect()
    connection.request("GET", hall.path, headers=hall.headers | {"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    assert answer.readline().startswith(b"retry: "), "before there is any more"
    for number in range(hall.told + 1, hall.told + 4):
        hall.note()
        while not (line := answer.readline()).startswith(b"id: "):
            assert line, "the stream has ended"
        assert line == f"id: {number}\n".encode()
    connection.close()


def test_whoever_comes_without_tls_is_led_to_it(start_proxy, county):
    nginx = start_proxy(PROXIES[0], county.start().port)
    connection = http.client.HTTPConnection("127.0.0.1", nginx.plain_port, timeout=20)
    connection.request("GET", "/status/4X7K-2M9P-QR3T", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/status/4X7K-2M9P-QR3T")
    connection.close()
    nginx.stop()
    assert "4X7K" not in nginx.logs()
