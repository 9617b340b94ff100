# SPDX-License-Identifier: Apache-2.0
"""Whoever watches a session misses nothing and hears nothing twice, whatever becomes of the server."""

import time

import pytest

from conftest import IS_LONG
from hall import Hall
from watchers import Watchers

WATCHERS = 5000 if IS_LONG else 500


def wait_until(holds, seconds_max, what):
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds_max, what()
        time.sleep(0.05)
    return time.monotonic() - began


def assert_all_heard(watchers, hall, count):
    wait_until(
        lambda: all(len(watcher.numbers) >= count for watcher in watchers.all), 30,
        lambda: f"told at least: {min(len(watcher.numbers) for watcher in watchers.all)} of {count}")
    expected = list(range(hall.told + 1, hall.told + count + 1))
    wrong = [watcher.numbers for watcher in watchers.all if watcher.numbers != expected]
    assert not wrong, f"{len(wrong)} of {len(watchers.all)}, as {wrong[0]}"
    assert sum(watcher.reloads for watcher in watchers.all) == 0


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_all_are_back_soon_after_the_server_was_killed(engine, new_county):
    county = new_county(engine)
    server = county.start()
    hall = Hall(server)
    watchers = Watchers(server.port, WATCHERS, hall.path, hall.headers)
    try:
        wait_until(lambda: watchers.open == WATCHERS, 60, lambda: f"open: {watchers.open}")
        for _ in range(3):
            hall.note()
        server.kill()
        # It is back at the same address, as a service manager brings it back; somebody goes on at once.
        server = hall.server = county.start(port=server.port)
        hall.note()
        seconds = wait_until(lambda: watchers.open == WATCHERS, 30, lambda: f"open: {watchers.open}")
        print(f"{engine}: {WATCHERS} watchers were back {seconds:.1f} s after the server was ready again")
        hall.note()
        assert_all_heard(watchers, hall, 5)
    finally:
        watchers.stop()


def test_a_server_that_is_told_to_end_sends_its_watchers_away(county):
    server = county.start()
    hall = Hall(server)
    watchers = Watchers(server.port, WATCHERS, hall.path, hall.headers)
    try:
        wait_until(lambda: watchers.open == WATCHERS, 60, lambda: f"open: {watchers.open}")
        began = time.monotonic()
        assert server.end() == 0, server.log.read_text()
        print(f"ended after {time.monotonic() - began:.1f} s with {WATCHERS} watchers")
        assert time.monotonic() - began < 10
        # Each was told another time to come back.
        assert len({watcher.retry for watcher in watchers.all}) > WATCHERS // 4
    finally:
        watchers.stop()


def test_what_happens_at_one_server_is_told_at_the_other(new_county):
    county = new_county("postgres")
    servers = [county.start(), county.start()]
    hall = Hall(servers[0])
    watchers = Watchers(servers[1].port, 20, hall.path, hall.headers)
    try:
        wait_until(lambda: watchers.open == 20, 30, lambda: f"open: {watchers.open}")
        for count in range(1, 6):
            hall.note()
            seconds = wait_until(
                lambda: all(len(watcher.numbers) >= count for watcher in watchers.all), 5, lambda: f"event {count}")
        print(f"told at the other server after {seconds:.2f} s")
        assert_all_heard(watchers, hall, 5)
    finally:
        watchers.stop()
