# SPDX-License-Identifier: Apache-2.0
"""A call for opinions: statements are answered one at a time, an answer is changed, and the map shows what people think."""

import re
import time

import pytest

from conftest import DESKTOP, PHONE
from looks import look, sideways, violations
from walks import press

TOPIC = "杨柳小学放学时段东门口堵车"
QUESTION = "放学时段，学校东门口怎么才能不堵？"


def open_call(page):
    """From the public topic to the call; its address."""
    page.goto(f"/topics?q={TOPIC}")
    press(page, TOPIC)
    press(page, QUESTION)
    return page.url.split("?")[0]


def found_map(page, call):
    """The map, which is found in the votes a little after the server has begun."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        page.goto(f"{call}/map")
        if "最大公约数" in page.locator("main").inner_text():
            return page.locator("main").inner_text()
        time.sleep(0.5)
    raise AssertionError("no map was found")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_three_statements_are_answered_and_one_answer_is_changed(person, scripts):
    resident = person(PHONE, scripts=scripts)
    call = open_call(resident)
    asked = []
    for number, word in enumerate(("赞同", "不赞同", "说不好"), 1):
        assert f"第{number}条，共10条" in resident.locator(".statement").inner_text()
        asked.append(resident.locator(".big-q").inner_text())
        press(resident, word)
    assert len(set(asked)) == 3
    assert "第4条，共10条" in resident.locator(".statement").inner_text()

    press(resident, "看、改我表过的态")
    rows = resident.locator(".statements > li")
    assert rows.count() == 3
    row = rows.filter(has_text=asked[0])
    assert row.locator("[aria-pressed='true']").inner_text().strip() == "赞同"
    with resident.expect_navigation():
        row.get_by_role("button", name="不赞同").click()
    row = resident.locator(".statements > li").filter(has_text=asked[0])
    assert row.locator("[aria-pressed='true']").inner_text().strip() == "不赞同"

    words = found_map(resident, call)
    assert "一、二年级提前10分钟放学，错开走。" in words.split("谁和谁想得近")[0], "most of every group agree"
    assert "看法不一样的" in words and re.search(r"\d+人、10句话", words)
    # What one offers stands beside one's answers.
    resident.goto(f"{call}/statement")
    resident.get_by_label("一句话").fill("放学时请志愿者带队走。" if scripts else "给等在门口的人搭个雨棚。")
    press(resident, "交上去")
    press(resident, "看、改我表过的态")
    said = resident.locator("main").inner_text()
    assert "我添的话" in said and "工作人员看过以后问大家" in said
    # Nobody is asked twice: the next visit goes on where one was.
    resident.goto(call)
    assert "第4条，共10条" in resident.locator(".statement").inner_text()


def told(page):
    """What the map answers."""
    return page.locator("[data-opinion-told]").inner_text()


def hull_looks(page):
    """How the fields of the groups look, by class."""
    return page.locator("svg .hull").evaluate_all("all => all.map(each => each.getAttribute('class').split(' ').at(-1))")


def place_in(page, group):
    """A point of the window at which nothing covers a mark of this group."""
    page.locator("figure[data-opinion] svg").scroll_into_view_if_needed()
    return page.locator(f"svg .dot[data-group='{group}']").evaluate_all("""dots => dots.map((dot) => {
        const box = dot.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return document.elementFromPoint(x, y) === dot ? [x, y] : null;
    }).find(Boolean)""")


def test_a_group_tells_its_answers_and_a_statement_colours_the_groups(person):
    page = person(DESKTOP)
    call = open_call(page)
    found_map(page, call)
    figure = page.locator("figure[data-opinion]")
    groups = figure.locator("[data-opinion-group]")
    names = [name.split()[0] for name in groups.all_inner_texts()]
    assert len(names) >= 2 and names[0] == "A组"
    labels = figure.locator("svg text[data-group]").all_text_contents()
    assert told(page) == ""

    # By keyboard: the way from button to button tells each group; Enter holds one.
    groups.first.focus()
    assert told(page).startswith("A组，") and re.search(r"赞同\d+，说不好\d+，不赞同\d+", told(page))
    page.keyboard.press("Enter")
    assert groups.first.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")
    assert told(page).startswith("B组，")
    for _ in names[1:]:
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "opinion-choice" and told(page).startswith("A组，")

    # A statement: each group has a look of its answer, and says it in words.
    choice = figure.locator("[data-opinion-choice]")
    choice.select_option(index=1)
    # First comes what all agree on; of too few answers nothing is said.
    assert {"says-yes"} <= set(hull_looks(page)) <= {"says-yes", "says-nothing"}
    assert all(re.fullmatch(r".组 (赞同\d+/\d+|不显示)", label)
               for label in figure.locator("svg text[data-group]").all_text_contents() if "组" in label)
    assert all(name in told(page) for name in names) and groups.first.get_attribute("aria-pressed") == "false"
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert figure.locator("svg text[data-group]").all_text_contents() == labels and told(page) == ""
    assert set(hull_looks(page)) == {"hull"}

    # By mouse and by finger.
    field = figure.locator("svg .hull[data-group='1']")
    page.mouse.move(*place_in(page, 1))
    assert told(page).startswith("B组，") and "is-far" not in field.get_attribute("class")
    page.mouse.move(0, 0)
    assert told(page) == ""
    phone = person(PHONE)
    phone.goto(f"{call}/map")
    phone.touchscreen.tap(*place_in(phone, 0))
    assert told(phone).startswith("A组，")
    assert phone.locator("[data-opinion-group]").first.get_attribute("aria-pressed") == "true"

    # Nothing is told to the script but what the tables say: counts of five and more.
    for statement in figure.evaluate("each => JSON.parse(each.dataset.opinion).statements"):
        assert all(count is None or sum(count) >= 5 for count in statement["by"]), statement
    assert person(DESKTOP, scripts=False).goto(f"{call}/map").text().count("data-opinion-controls hidden>") == 1


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_a_call(person, size, device):
    page = person(device)
    call = open_call(page)
    found = look(page, "call", size) + sideways(page, "call")
    press(page, "赞同")
    for name, path in {"call-answers": f"{call}/answers", "call-statement": f"{call}/statement"}.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    found_map(page, call)
    found += look(page, "call-map", size) + sideways(page, "call-map")
    assert found == []
