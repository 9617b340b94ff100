# SPDX-License-Identifier: Apache-2.0
"""The same task with the keyboard alone, without scripts, in elder mode."""

import pytest

from conftest import DESKTOP, PHONE
from county import PASSWORD, ROOM
from walks import code_on, open_waiting, press, raise_topic, sign_in, status


def tab_to(page, words):
    """Moves with the tab key until what has the focus says these words, and shows that it has it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                const label = e.labels && e.labels[0] ? e.labels[0].innerText : '';
                return { words: label || e.innerText || '', ring: s.outlineStyle !== 'none' && s.outlineWidth !== '0px' }; }""")
        if focused["words"].strip().startswith(words):
            assert focused["ring"], f"“{words}” has the focus and does not show it"
            return
    raise AssertionError(f"no way to “{words}” with the tab key")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_with_the_keyboard_alone(person):
    resident, secretary = person(DESKTOP), person(DESKTOP)
    resident.goto(f"/r/{ROOM}")
    resident.keyboard.press("Tab")
    assert resident.evaluate("document.activeElement.className") == "skip"
    tab_to(resident, "提一个议题")
    enter(resident)
    tab_to(resident, "什么事")
    resident.keyboard.type("只用键盘也能提议题：东巷井盖响。")
    tab_to(resident, "在哪里")
    resident.keyboard.type("东巷")
    tab_to(resident, "下一步")
    enter(resident)
    tab_to(resident, "是这样")
    enter(resident)
    code = code_on(resident)

    secretary.goto("/sign-in")
    tab_to(secretary, "账号")
    secretary.keyboard.type("mishu")
    tab_to(secretary, "密码")
    secretary.keyboard.type(PASSWORD)
    enter(secretary)
    rows = secretary.locator(".queue a").all_inner_texts()
    place = next(index for index, title in enumerate(rows) if title.startswith("只用键盘也能提议题"))
    for _ in range(place + 1):
        secretary.keyboard.press("j")
    enter(secretary)
    tab_to(secretary, "受理，放进议题池")
    enter(secretary)
    tab_to(secretary, "类别")
    secretary.keyboard.press("ArrowDown")
    tab_to(secretary, "受理，放进议题池")
    enter(secretary)
    assert "已受理，放进议题池" in secretary.locator("main .note").first.inner_text()
    assert "受理，放进议题池" in status(resident, code)


def test_a_session_is_kept_with_the_keyboard_alone(person):
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu2", "/desk/sessions?part=today")
    rows = secretary.locator(".queue li").all_inner_texts()
    for _ in range(next(index for index, words in enumerate(rows) if "正在开" in words) + 1):
        secretary.keyboard.press("j")
    enter(secretary)
    tab_to(secretary, "记一条意见")
    enter(secretary)
    tab_to(secretary, "谁说的")
    secretary.keyboard.press("ArrowDown")
    tab_to(secretary, "建议")
    secretary.keyboard.press("ArrowDown")
    tab_to(secretary, "说了什么")
    secretary.keyboard.type("只用键盘记下来的意见。")
    tab_to(secretary, "记一条意见")
    enter(secretary)
    assert "只用键盘记下来的意见。" in secretary.locator(".trace").inner_text()
    assert "赞成" in secretary.locator(".trace li", has_text="只用键盘").inner_text()
    tab_to(secretary, "结束，写明结果")
    enter(secretary)
    tab_to(secretary, "形成一致意见")
    secretary.keyboard.press("ArrowDown")
    tab_to(secretary, "谈成了什么")
    secretary.keyboard.type("还要再商量。")
    tab_to(secretary, "结束，写明结果")
    enter(secretary)
    assert "没有形成一致意见" in secretary.locator(".facts").first.inner_text()


def test_a_submitter_confirms_in_elder_mode(person, mark):
    resident = person(PHONE)
    resident.goto(f"/elder?on=1&back=/status/{mark['waitingCode']}")
    small = resident.evaluate(
        """() => [...document.querySelectorAll('.choice, .btn')].filter((e) => e.getClientRects().length
            && e.getBoundingClientRect().height < 51).map((e) => e.innerText)""")
    assert small == []
    resident.get_by_label("解决了一部分").check()
    resident.get_by_label("基本满意").check()
    press(resident, "就这样说")
    assert "您说过：解决了一部分" in resident.locator("main").inner_text()


def test_without_scripts(person):
    resident, secretary = person(PHONE, scripts=False), person(DESKTOP, scripts=False)
    code = raise_topic(resident, "没有脚本也能提议题：西巷灯不亮。", "西巷")
    resident.goto("/")
    resident.get_by_label("查进度").fill(code)
    press(resident, "查询")
    sign_in(secretary, "mishu")
    open_waiting(secretary, "没有脚本也能提议题")
    press(secretary, "问提出人一句")
    secretary.get_by_label("问题").fill("是哪一盏？")
    press(secretary, "问提出人一句")
    assert "是哪一盏？" in status(resident, code)
    resident.get_by_label("您的回答").fill("巷口第一盏。")
    press(resident, "回答议事室")
    assert "您作了补充" in resident.locator(".trace").inner_text()
    # What only a script can do is not offered.
    assert resident.locator("[data-copy], [data-print], [data-offline]").filter(visible=True).count() == 0


def test_in_elder_mode(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}")
    press(resident, "长辈版")
    assert resident.url.endswith(f"/r/{ROOM}"), "the switch comes back to the same page"
    code = raise_topic(resident, "南门的台阶太高，老人上不去。")
    assert resident.evaluate("getComputedStyle(document.body).fontSize") == "20px"
    words = status(resident, code)
    assert "您提出议题" in words and "秘书筛选并答复" in words
    press(resident, "标准版")
    assert resident.evaluate("getComputedStyle(document.body).fontSize") == "16px"


@pytest.mark.parametrize("path", ["/", f"/r/{ROOM}", f"/r/{ROOM}/raise", "/topics"])
def test_whatever_is_tapped_is_large_enough(person, path):
    """44 px for buttons and fields on a phone."""
    resident = person(PHONE)
    resident.goto(path)
    small = resident.evaluate(
        """() => [...document.querySelectorAll('.btn, .input, .elder-link, .mast .logo')]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
            .map((e) => e.outerHTML.slice(0, 90))""")
    assert small == []


def test_a_clerk_works_through_the_inbox_with_the_keyboard_alone(person):
    clerk = person(DESKTOP)
    sign_in(clerk, "zhujian", "/desk/items?part=inbox")
    rows = clerk.locator(".queue li").all_inner_texts()
    for _ in range(next(index for index, words in enumerate(rows) if "待签收" in words) + 1):
        clerk.keyboard.press("j")
    enter(clerk)
    first = clerk.url
    # A key goes to its button, and presses it the second time.
    clerk.keyboard.press("1")
    with clerk.expect_navigation():
        clerk.keyboard.press("1")
    assert "已签收" in clerk.locator("main .note").first.inner_text()
    assert "part=inbox" in clerk.url
    # What asks for words is a form; sent from the keyboard, it comes back to the same part.
    clerk.keyboard.press("2")
    clerk.wait_for_url("**/progress?part=inbox")
    tab_to(clerk, "进展")
    clerk.keyboard.type("已经到现场看过，下周施工。")
    with clerk.expect_navigation():
        clerk.keyboard.press("Control+Enter")
    assert "part=inbox" in clerk.url and "已经到现场看过" in clerk.locator("main").inner_text()
    # The next item is one key away, also where this one was the last.
    clerk.keyboard.press("j")
    assert clerk.evaluate("document.activeElement.closest('.queue') !== null")
    enter(clerk)
    assert clerk.url.split("?")[0] != first.split("?")[0] and "part=inbox" in clerk.url
