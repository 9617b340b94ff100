# SPDX-License-Identifier: Apache-2.0
"""The demo's years: the board shows what each place reported, and every number opens as many records as it says."""

import os
import re

import pytest
import requests

from conftest import DESKTOP
from county import PASSWORD

ALL = "from=2020-01-01&to=2030-12-31"
# Each set: what the board of the whole year has to show.
REPORTED = {
    "scan": {
        "topics": 1271, "sessions": 1012, "solved": (801, 900),
        # Four fixed topics of the year and two flexible ones; sessions on three of the former and on one of the latter.
        "year": {"fixed": [1, 1, 1, 0], "flexible": [1, 0]},
    },
    "towns": {"topics": 610, "sessions": 467, "solved": (126, 126), "people": (4000, 4100), "member": (798, 798)},
    "levels": {
        "topics": 238, "sessions": 134, "solved": (153, 153),
        "levels": {"district", "town", "village", "sector"},
        "symposia": {"form": "monthly_symposium", "sessions": 15, "members": 184, "suggestions": 33},
    },
    "pool": {"topics": 10080, "sessions": 40, "solved": (30, 30), "grid": 512},
}
SETS = list(REPORTED) if os.environ.get("SHANGLIANG_LONG") else ["scan", "towns", "levels"]


@pytest.mark.parametrize("data", SETS, indirect=True, scope="module")
def test_the_board_shows_what_was_reported_and_opens_it(data, base, person, request):
    reported = REPORTED[request.node.callspec.params["data"]]
    api = f"{base}/api/v1"
    token = requests.post(f"{api}/sign-ins", json={"name": "lingdao", "password": PASSWORD}, timeout=20).json()["token"]

    def get(path):
        answer = requests.get(f"{api}{path}", headers={"Authorization": f"Bearer {token}"}, timeout=20)
        assert answer.ok, f"{path}: {answer.text}"
        return answer.json()

    board = get(f"/desk/board?{ALL}")
    assert board["topics"]["total"] == reported["topics"]
    assert board["sessions"]["total"] == reported["sessions"]
    present = {each["category"]: each["count"] for each in board["attendance"]}
    for category in ("people", "member"):
        low, high = reported.get(category, (1, 10**6))
        assert low <= present[category] <= high, present
    for subject in ("topics", "sessions", "items"):
        for facet in board[subject]["facets"]:
            for value in facet["values"]:
                found = get(f"/desk/board/{subject}?{ALL}&{facet['facet']}={value['value']}")["count"]
                assert found == value["count"], (subject, facet["facet"], value)
        for time in board[subject]["times"]:
            assert get(f"/desk/board/{subject}?{ALL}&left={time['state']}")["count"] == time["records"]
    low, high = reported["solved"]
    claimed = get(f"/desk/board/items?{ALL}&claimed=solved")["count"]
    confirmed = get(f"/desk/board/items?{ALL}&claimed=solved&confirmed=solved")["count"]
    assert low <= claimed <= high and 0 < confirmed < claimed, (claimed, confirmed)
    if "symposia" in reported:
        told = reported["symposia"]
        symposia = get(f"/desk/board/sessions?{ALL}&form={told['form']}")
        assert symposia["count"] == told["sessions"]
        members = {each["category"]: each["count"] for each in symposia["attendance"]}["member"]
        assert members == told["members"] > 180
        assert get(f"/desk/board/items?{ALL}&form={told['form']}")["count"] == told["suggestions"] > 30
        levels = [facet["values"] for facet in board["sessions"]["facets"] if facet["facet"] == "level"][0]
        assert {value["value"] for value in levels} == reported["levels"]
    if "year" in reported:
        topics = [each for each in get("/desk/campaigns")["items"] if each["slot"]]
        read = {each["id"]: get(f"/desk/campaigns/{each['id']}") for each in topics}
        for slot, planned in reported["year"].items():
            assert sorted((read[each["id"]]["planned"] for each in topics if each["slot"] == slot), reverse=True) == planned
        yearly = get(f"/desk/board/sessions?{ALL}&form=four_plus_x")
        assert yearly["count"] == 4 and yearly["attendance"], yearly
    if "grid" in reported:
        sent = get(f"/desk/board/topics?{ALL}&source=grid")["count"]
        assert sent == reported["grid"] // 2, "the other half was sent to the grid"

    page = person(DESKTOP)
    page.goto(f"{base}/desk")
    page.fill("input[name=name]", "lingdao")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{base}/desk/**")
    page.goto(f"{base}/desk/board?{ALL}")
    figure = page.locator(".fig").first
    assert f"{reported['topics']:,}" in figure.inner_text()
    figure.click()
    assert f"{reported['topics']:,}件" in re.sub(r"\s", "", page.inner_text("main"))
