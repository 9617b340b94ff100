# SPDX-License-Identifier: Apache-2.0
"""The order of speaking on desk and wall, and the papers of a session."""

import re

import pytest

from conftest import DESKTOP, PHONE
from looks import look, sideways
from test_check_in import open_session
from walks import do, press, sign_in


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_somebody_is_given_the_floor_and_the_wall_shows_the_clock(person, base, size, device):
    page = person(device)
    sign_in(page, "mishu2")
    session = f"/desk{open_session(page, 'today', '正在开')}"
    page.goto(session)
    name = f"发言的{size}"
    do(page, "请人参加", **{"专业人士": True, "姓名": name})
    page.goto(f"{session}/speakers")
    page.get_by_label(re.compile(name)).check()
    page.get_by_label("每人几分钟").fill("3")
    press(page, "排发言名单")
    assert name in page.locator("#speaking + *").inner_text()
    page.goto(f"{session}/floor")
    page.get_by_label("请谁发言").select_option(index=1)
    found = look(page, "floor", size) + sideways(page, "floor")
    wall = page.context.new_page()
    wall.goto(f"{session}/screen")
    press(page, "请下一位发言")
    assert "正在发言" in page.locator("main").inner_text()
    found += look(page, "speaking", size) + sideways(page, "speaking")
    # The wall is told, and counts the seconds by itself.
    wall.get_by_text(name).first.wait_for(timeout=5_000)
    assert "还剩" in wall.locator("[data-clock]").inner_text()
    wall.close()
    # Without a script it reads itself anew.
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.request.get(f"{base}{session}/screen").text()
    page.goto(f"{session}/turn-end")
    page.get_by_label("说了什么").fill("先试一个月")
    page.get_by_label("是什么意见").select_option(label="建议")
    press(page, "发言完了")
    assert "先试一个月" in page.locator("main").inner_text()
    page.goto(f"{session}/papers")
    page.get_by_label("材料名称").fill(f"情况说明{size}")
    page.locator("input[type=file]").set_input_files(
        files=[{"name": "说明.txt", "mimeType": "text/plain", "buffer": "停车位一百二十个".encode()}])
    found += look(page, "papers", size) + sideways(page, "papers")
    press(page, "交材料")
    assert f"情况说明{size}" in page.locator("main").inner_text()
    assert found == []
