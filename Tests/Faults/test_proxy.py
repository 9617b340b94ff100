# SPDX-License-Identifier: Apache-2.0
"""Whose word about the client's address counts: seen by the limit of wrong tracking codes for one address."""

import pytest

# The limit is 30 in a minute; of so many in a row, more than that fall into one minute.
TRIES = 70


def statuses(server, forwarded):
    """What so many wrong codes get, the n-th with the header that `forwarded(n)` says."""
    return {
        server.call(
            "GET", "/api/v1/topics/status/0000-0000-0000", headers={"X-Forwarded-For": forwarded(number)}).status
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
