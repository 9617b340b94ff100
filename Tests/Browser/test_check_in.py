# SPDX-License-Identifier: Apache-2.0
"""Whoever is invited says whether one comes; in the room people check in by the code on its screen."""

import re

import pytest

from conftest import DESKTOP, PHONE
from looks import look, sideways
from walks import do, press, sign_in


def open_session(page, part, words):
    """The address of the session in this part of the list that is called so or stands so."""
    page.goto(f"/desk/sessions?part={part}")
    row = page.locator(".queue li", has_text=words).first
    return re.search(r"/desk(/sessions/[0-9A-Z]{13})", row.locator("a").get_attribute("href")).group(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_checks_in_with_the_code_on_the_screen(person, scripts):
    secretary, visitor = person(DESKTOP, scripts=scripts), person(PHONE, scripts=scripts)
    sign_in(secretary, "mishu2")
    session = open_session(secretary, "today", "正在开")
    secretary.goto(f"/desk{session}")
    name = f"后到的{'有' if scripts else '无'}脚本"
    # Who comes late is put on the list, and is there at once; the second try by phone is a double.
    do(secretary, "请人参加", **{"专业人士": True, "姓名": name})
    screen = secretary.goto(f"/desk{session}/screen")
    code = secretary.locator(".check-in .code").inner_text()
    assert re.fullmatch(r"\d{6}", code) and 0 < int(screen.headers["refresh"]) <= 30
    visitor.goto(f"{session}/check-in?code={code}")
    visitor.get_by_label("您的姓名").fill("不在名单上")
    press(visitor, "签到")
    assert "名单上没有这个姓名" in visitor.locator("main").inner_text()
    visitor.get_by_label("您的姓名").fill(name)
    press(visitor, "签到")
    assert "没有重复算" in visitor.locator("main").inner_text()
    secretary.goto(f"/desk{session}")
    assert "重复签到1次" in secretary.locator("main").inner_text()


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_forms_invitations_and_campaigns(person, size, device):
    page = person(device)
    sign_in(page, "mishu2")
    running, coming = open_session(page, "today", "正在开"), open_session(page, "upcoming", "快递柜占了消防通道")
    pages = {
        "screen": f"/desk{running}/screen", "check-in": f"{running}/check-in", "planning": "/desk/planning",
        "announced": f"/desk{coming}", "answers": f"/desk{coming}/answers", "reminder": f"/desk{coming}/reminder",
        "visits": f"/desk{coming}/visits", "campaigns": "/desk/campaigns",
    }
    found = []
    for name, path in pages.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []
