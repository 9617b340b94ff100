# SPDX-License-Identifier: Apache-2.0
"""走听访商转: what a member meets on a walk, followed on the phone until the person concerned knows the result."""

import pytest

from conftest import DESKTOP, PHONE
from looks import look, sideways
from walks import answer, do, press, sign_in


def begin(page, title):
    """Writes down what was met today; the page of the issue."""
    sign_in(page, "weiyuan")
    page.goto("/desk/sentiments")
    press(page, "记一件")
    answer(page, {
        "归哪间议事室": "杨柳社区", "一句话说是什么事": title, "在哪里": "杨柳桥头", "看到什么、听到什么": "六根灯杆灭了四根。",
        "当事人怎么称呼": "王大姐"})
    press(page, "记一件民情")
    return page.url.split("?")[0]


def step(page, act, words):
    do(page, act, 在哪里="杨柳桥头", **{"看到什么、听到什么": words})


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_walk_to_the_person(person, scripts):
    member, secretary = person(PHONE, scripts=scripts), person(DESKTOP)
    issue = begin(member, "桥头的路灯不亮")
    step(member, "记下听到的", "大家都说晚上不敢走。")
    step(member, "记下访到的", "数过，是线断了。")
    press(member, "拿去商量")
    assert member.get_by_label("什么事，希望怎么办").input_value() == "数过，是线断了。"
    press(member, "拿去商量")
    assert "还不能“有结果了”" in member.locator("main").inner_text()
    press(member, "打开来打印")
    code = member.locator(".slip .code").inner_text()

    sign_in(secretary, "mishu")
    secretary.goto(issue)
    topic = secretary.locator("a[href^='/desk/topics/']").first.get_attribute("href")
    secretary.goto(topic)
    assert "委员走访" in secretary.locator("main").inner_text()
    do(secretary, "已当场解决", 答复="线接好了，六根都亮。")

    member.goto(issue)
    press(member, "有结果了")
    assert member.get_by_label("结果").input_value() == "线接好了，六根都亮。"
    press(member, "有结果了")
    do(member, "告诉当事人了", 上门=True, 当事人怎么说="说谢谢。")
    assert "王大姐" in member.locator("main").inner_text()
    secretary.goto(issue)
    do(secretary, "办结")
    assert "已办结" in secretary.locator("main").inner_text() and "王大姐" not in secretary.locator("main").inner_text()
    secretary.goto(f"/status/{code}")
    assert "线接好了" in secretary.locator("main").inner_text()


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_walks(person, size, device):
    page = person(device)
    issue = begin(page, "坡道太陡")
    found = look(page, "sentiment-walked", size) + sideways(page, "sentiment-walked")
    step(page, "记下听到的", "要等人推。")
    step(page, "记下访到的", "量过，超了一倍。")
    pages = {
        "sentiment-visited": issue, "sentiment-consultation": f"{issue}/consultation",
        "sentiment-transfer": f"{issue}/transfer", "sentiment-new": "/desk/sentiment",
        "sentiments": "/desk/sentiments", "sentiments-passed": "/desk/sentiments?part=passed",
        "sentiments-returned": "/desk/sentiments?part=returned", "sentiments-closed": "/desk/sentiments?part=closed",
    }
    for name, path in pages.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []
