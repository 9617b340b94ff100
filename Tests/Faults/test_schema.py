# SPDX-License-Identifier: Apache-2.0
"""The API does what its OpenAPI document says, whatever is sent: no 5xx, no answer beside its schema."""

import pathlib
import re
import subprocess
import sys

import pytest

from conftest import IS_LONG

SECONDS = 300 if IS_LONG else 15
# Whether valid data is accepted depends on the state of a record and on keys already used, which no schema says.
# Whether a text of odd characters is too long is a matter of how people count them, which no schema says either: bad
# data has to be refused at the limits that the first part tries.
PARTS = [
    ("examples,coverage", "positive_data_acceptance"),
    ("fuzzing,stateful", "positive_data_acceptance,negative_data_rejection"),
]


@pytest.mark.parametrize("phases, not_checked", PARTS, ids=["limits", "random"])
@pytest.mark.parametrize("reader", ["visitor", "secretary"])
def test_the_api_keeps_to_its_document(reader, phases, not_checked, county, chance, tmp_path):
    server = county.start("--intake-limit", "100000000", "--sign-in-limit", "100000000")
    who = []
    if reader == "secretary":
        # Signing out would make a visitor of the secretary; it has a test of its own.
        # What is not the secretary's is not found, whatever else is wrong with a request. Where nothing makes PDF, 503 is
        # the answer to documents.
        who = [
            "--header", f"Authorization: {server.bearer()['Authorization']}", "--exclude-operation-id", "signOut",
            "--exclude-path-regex",
            "^/api/v1/(desk/(accounts|audit|directory|holds|imports|practice|unmaskings|new-accounts|register-roles|calendar/(change|preview)"
            "|handover|rooms/.*/(pausing|resuming)|bulk/items/(acceptance|handover|progress)"
            "|term-change|settings/(committee|trial)|proposal-sessions|proposal-entries|lookbacks$|deployments|comments/.*/answer|proposals|assignments|opinions|proposal-statistics|commendations|clues|bulk/(assignments|clues|proposals)"
            "|assessments$|scores|contests$|board/(summary|briefing)|.*/documents/)|resident/)"]
    schemathesis = pathlib.Path(sys.executable).with_name("schemathesis")
    done = subprocess.run(
        [
            schemathesis, "--no-color", "run", f"http://127.0.0.1:{server.port}/api/v1/openapi.json", *who,
            "--phases", phases, "--checks", "all", "--exclude-checks", not_checked, "--max-time", str(SECONDS),
            "--seed", str(chance.randrange(1 << 31)), "--continue-on-failure", "--warnings", "off",
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS * 4)
    print(*[line for line in done.stdout.splitlines() if "generated" in line or line.startswith("Seed")])
    assert done.returncode == 0, done.stdout + done.stderr
    tested = re.search(r"Tested: +(\d+)", done.stdout)
    assert tested and int(tested[1]) >= 19, done.stdout
    assert server.end() == 0
    assert "unexpected error" not in server.log.read_text()
    county.verify()


def test_a_token_ends_with_its_sign_in(county):
    server = county.start()
    staff, other = server.bearer(), server.bearer()
    answer = server.call("DELETE", "/api/v1/sign-ins/current", headers=staff)
    assert (answer.status, answer.body) == (204, b"")
    assert server.call("GET", "/api/v1/desk/topics", headers=staff).status == 401
    assert server.call("GET", "/api/v1/desk/topics", headers=other).status == 200


@pytest.mark.parametrize("version", ["\u0084", " ", "01", "+1", "٣", "x", "-1", "9" * 20])
def test_a_version_that_is_not_understood_is_not_passed_over(version, county):
    """It guards against overwriting what somebody else did, so it must not count as not sent."""
    server = county.start()
    topic = server.raise_topic("路灯不亮", "version-of-a-topic").json["id"]
    headers = server.bearer() | {"Idempotency-Key": "version-of-a-topic"}
    answer = server.call("POST", f"/api/v1/desk/topics/{topic}/pool", {"version": version}, headers)
    assert answer.status == 422, answer
    assert answer.json["fields"][0]["name"] == "version"


def test_words_that_are_too_many_to_look_for_are_refused(county):
    answer = county.start().call("GET", f"/api/v1/topics?q={'x' * 101}")
    assert answer.status == 422
    assert answer.json["fields"][0]["name"] == "q"
