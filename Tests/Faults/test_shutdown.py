# SPDX-License-Identifier: Apache-2.0
"""An operator stops the server: what is under way gets its answer first."""

import socket
import threading
import time

import pytest

from crowd import Crowd, assert_kept

ESTABLISHED = "01"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_what_is_under_way_is_answered(engine, new_county):
    server = new_county(engine).start()
    answers = []

    # Passwords are checked two at a time and slowly, so these are sure to be under way for a while.
    # Three for each of four people: the fifth attempt of one at once would be taken for a guess.
    def sign_in(name):
        try:
            answers.append(
                server.call("POST", "/api/v1/sign-ins", {"name": name, "password": "anlan-demo"}).status)
        except OSError as error:
            answers.append(repr(error))

    names = ["mishu", "mishu2", "zhaojiren", "lingdao"] * 3
    threads = [threading.Thread(target=sign_in, args=(name,)) for name in names]
    before = taken(server)
    for thread in threads:
        thread.start()
    # What the server has not taken from the system's queue is nothing that it could answer.
    while not answers or len(taken(server) - before) + len(answers) < len(threads):
        time.sleep(0.002)
        if len(answers) == len(threads):
            break
    waiting = len(threads) - len(answers)
    began = time.monotonic()
    code = server.end()
    seconds = time.monotonic() - began
    for thread in threads:
        thread.join(20)
    print(f"{engine}: ended after {seconds:.2f} s, {waiting} were under way")
    assert answers == [201] * len(threads), server.log.read_text()
    assert waiting > 2
    assert code == 0, server.log.read_text()
    assert seconds < 5


def taken(server):
    """The ports of those whose connection the process has taken; one that still waits for it has no inode yet."""
    with open("/proc/net/tcp") as table:
        rows = [line.split() for line in table][1:]
    return {
        row[2] for row in rows
        if row[1].endswith(f":{server.port:04X}") and row[3] == ESTABLISHED and row[9] != "0"}


def test_a_stop_amid_many_submissions_loses_none(new_county):
    county = new_county()
    server = county.start()
    crowd = Crowd([server])
    crowd.wait_for(50)
    assert server.end() == 0, server.log.read_text()
    crowd.stop()
    assert_kept(crowd, county.start())
    county.stop_all()
    county.verify()


def test_clients_that_stay_do_not_hold_the_server(county):
    server = county.start()
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    kept = socket.create_connection(("127.0.0.1", server.port))
    kept.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert kept.recv(1000).startswith(b"HTTP/1.1 200 ")
    in_body = socket.create_connection(("127.0.0.1", server.port))
    in_body.sendall(b"POST /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{")
    time.sleep(0.2)
    began = time.monotonic()
    assert server.end() == 0, server.log.read_text()
    seconds = time.monotonic() - began
    for connection in [*idle, kept, in_body]:
        connection.close()
    print(f"ended after {seconds:.2f} s with clients that stay")
    # The one in the middle of a body has the time that every body has.
    assert seconds < 15
