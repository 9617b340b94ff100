# SPDX-License-Identifier: Apache-2.0
"""A media consultation: a word from a phone is approved by keyboard, put to the room, answered by its unit, and seen by all."""

import datetime

import pytest

from conftest import DESKTOP, PHONE
from looks import look, sideways, violations
from walks import answer, do, press, send, sign_in, sign_in_by_phone

SESSION = "社区活动室关门太早"
WORDS = "活动室能不能开到晚上八点"
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
WALL = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture(scope="module")
def consultation():
    """The addresses of the one consultation that the tests of this file share, once it is open."""
    return {}


def by_keyboard(page, key):
    """Goes to the first card and presses the button of this number: a button is chosen first and done by the second press."""
    page.keyboard.press("j")
    button = page.locator(f"[data-card]:focus-within [data-key='{key}']")
    if button.evaluate("e => e.localName") == "button":
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(key)


def opened(page, consultation):
    """Plans it for the whole of today beside today's session, and opens it."""
    sign_in(page, "zhaojiren")
    page.goto("/desk/live")
    press(page, "安排一场")
    answer(page, {"哪场协商会": SESSION, "哪天开": str(TODAY), "几点开放留言": "00:00", "几点结束": "23:59"})
    send(page, "安排融媒体协商")
    do(page, "开放留言")
    assert "正在进行" in page.locator("article").inner_text()
    live = page.url.split("?")[0].split("/")[-1]
    consultation.update(desk=f"/desk/live/{live}", page=f"/live/{live}", wall=f"/live/{live}/wall")


def test_a_word_goes_from_the_phone_to_the_wall_and_is_answered(person, shown, consultation):
    convener, resident = person(DESKTOP, base_url=shown), person(PHONE, base_url=shown)
    officer, wall = person(DESKTOP, base_url=shown), person(WALL, base_url=shown)
    opened(convener, consultation)
    page = consultation["page"]

    resident.goto(page)
    press(resident, "登录后说一句")
    sign_in_by_phone(resident, shown, "13812345671", page)
    assert resident.url == f"{shown}{page}"
    convener.goto(f"{consultation['desk']}/moderation")
    answer(resident, {"您想说的话": WORDS, "怎么称呼您": "豆豆妈"})
    send(resident, "送到会场")
    # The moderator is told that there is something new, and looks when it suits.
    convener.get_by_text("有新的变化。").wait_for(timeout=10_000)
    press(convener, "刷新看看")
    assert WORDS in convener.locator("main").inner_text()
    assert not convener.get_by_text("有新的变化。").is_visible()
    assert "已送到会场" in resident.locator("main").inner_text()
    assert "下一条就看它" in resident.locator("main").inner_text()
    wall.goto(consultation["wall"])
    assert WORDS not in wall.locator("main").inner_text()

    # Approved, marked, put on the short list, cut in: by keyboard alone.
    convener.goto(f"{consultation['desk']}/moderation")
    assert WORDS in convener.locator("main").inner_text()
    for said in ("已公开", "已记为建议", "已排进备选"):
        by_keyboard(convener, "1")
        assert said in convener.locator("main").inner_text()
    resident.goto(page)
    assert "记为建议，排队中" in resident.locator("main").inner_text()
    by_keyboard(convener, "1")
    # The unit's officer has the list open, and nothing of it stands there yet.
    sign_in(officer, "jiedao")
    officer.goto("/desk/comments")
    assert WORDS not in officer.locator("main").inner_text()
    answer(convener, {"请哪个单位回应": "清河街道办事处"})
    send(convener, "切入会场")

    # The wall is told, and so is the phone; the unit writes, and both have the answer.
    wall.get_by_text(f"“{WORDS}”").wait_for(timeout=10_000)
    assert "清河街道办事处正在回应" in wall.locator("main").inner_text()
    # The list has been read anew by itself.
    officer.locator(".queue a", has_text=WORDS).wait_for(timeout=10_000)
    with officer.expect_navigation():
        officer.locator(".queue a", has_text=WORDS).first.click()
    do(officer, "书面答复", 答复="下月起开到20点，管理员和志愿者轮班。")
    wall.get_by_text("下月起开到20点").wait_for(timeout=10_000)
    # The own card follows the room without being asked.
    resident.locator("[data-own]").get_by_text("下月起开到20点").wait_for(timeout=10_000)
    resident.goto(page)
    assert "已当场回应" in resident.locator("main").inner_text()
    resident.goto("/mine")
    assert WORDS in resident.locator("main").inner_text() and "已当场回应" in resident.locator("main").inner_text()
    press(resident, WORDS)
    assert resident.url.startswith(f"{shown}{page}")


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_a_media_consultation(person, shown, consultation, size, device):
    page = person(device, base_url=shown)
    sign_in(page, "zhaojiren")
    found = []
    for name, path in {
            "live": consultation["page"], "desk-live": consultation["desk"], "desk-live-all": "/desk/live",
            "desk-live-planning": "/desk/live-planning", "desk-live-moderation": f"{consultation['desk']}/moderation",
            "desk-live-replay": f"{consultation['desk']}/replay", "desk-live-views": f"{consultation['desk']}/views",
            "desk-live-views-file": f"{consultation['desk']}/views-file",
            "desk-comments": "/desk/comments?part=answered"}.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []


def test_the_wall_without_a_script_reads_itself_anew(person, shown, consultation):
    wall = person(WALL, base_url=shown)
    wall.goto(consultation["wall"])
    assert violations(wall) == []
    old = person(WALL, scripts=False, base_url=shown)
    answered = old.goto(consultation["wall"]).text()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in answered and WORDS in answered


def test_the_map_on_the_wall_is_drawn_anew_without_the_page_being_read_anew(person, shown, consultation):
    wall = person(WALL, base_url=shown)
    answered = wall.goto(consultation["wall"]).text()
    assert 'data-opinion-drawn=""' in answered and wall.locator("[data-opinion-part]").count() == 2
    # The wall as it will be, once people have answered: the next answer of the server says so.
    later = answered.replace(
        '<footer class="wall-foot" data-opinion-part="foot" hidden>', '<footer class="wall-foot" data-opinion-part="foot">13/13人赞同')
    assert later != answered
    wall.route(f"**{consultation['wall']}", lambda route: route.fulfill(body=later, content_type="text/html"))
    wall.evaluate("window.isSamePage = true")
    wall.evaluate("document.dispatchEvent(new CustomEvent('stream:opinions', { detail: { drawn: 1 } }))")
    wall.get_by_text("13/13人赞同").wait_for(timeout=5_000)
    assert wall.evaluate("window.isSamePage") is True


def test_whoever_is_writing_is_told_of_news_and_loses_nothing(person, shown, consultation):
    convener, resident = person(DESKTOP, base_url=shown), person(PHONE, base_url=shown)
    watching, page = person(PHONE, base_url=shown), consultation["page"]
    sign_in_by_phone(resident, shown, "13812345672", page)
    watching.goto(page)
    note = resident.locator("[data-stream-note]")
    assert not note.is_visible()
    answer(resident, {"您想说的话": "写到一半的话"})
    resident.evaluate("window.isSamePage = true")
    sign_in(convener, "zhaojiren")
    convener.goto(consultation["desk"])
    # Whoever writes nothing reads the page anew without being asked.
    with watching.expect_navigation(timeout=20_000):
        do(convener, "改时间和直播", 几点结束="23:58")
    note.wait_for(timeout=10_000)
    assert "有新的变化" in note.inner_text() and violations(resident) == []
    assert resident.evaluate("window.isSamePage") is True
    assert resident.get_by_label("您想说的话").input_value() == "写到一半的话"
    press(resident, "现在就看")
    assert resident.get_by_label("您想说的话").input_value() == "写到一半的话", "as a draft"
    assert not note.is_visible()
