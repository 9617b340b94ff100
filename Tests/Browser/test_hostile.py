# SPDX-License-Identifier: Apache-2.0
"""Texts that try to become more than text, typed into every form. Any dialog or stopped script fails the test."""

from urllib.parse import quote

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from walks import press, raise_topic, sign_in

# For fields of one line; the accent joins the quote before it into one character.
LINES = [
    '"\u0301 onfocus=alert(1) autofocus x="',
    "'\u0301 onmouseover=alert(2) y='",
    '"><img src=x onerror=alert(3)>',
    "</textarea><script>alert(4)</script>",
    "javascript:alert(5)",
    "&quot; onload=alert(6) \u202egnp.exe",
]
PARAGRAPH = "\n".join(LINES) + "\n=HYPERLINK(1)\n<svg/onload=alert(7)>\n{{7*7}}${7*7}𠮷👨‍👩‍👧 <a href=javascript:alert(8)>点我</a>"

# An attribute that listens, a script that is not ours, an address that runs.
INTRUDERS = """() => [...document.querySelectorAll('*')].filter((e) =>
    [...e.attributes].some((a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value) && a.name !== 'value')
    || (e.localName === 'script' && !e.src.startsWith(location.origin + '/assets/'))
    || e.localName === 'iframe' || e.localName === 'base').map((e) => e.outerHTML.slice(0, 120))"""


def assert_plain(page):
    assert page.evaluate(INTRUDERS) == []
    page.wait_for_timeout(20)


def test_the_checks_would_see_an_intruder(person, complaints):
    page = person(PHONE)
    page.goto("/")
    page.evaluate("document.querySelector('h1').setAttribute('onclick', '1')")
    assert len(page.evaluate(INTRUDERS)) == 1
    page.evaluate("alert(0)")
    assert [complaint.split(":")[0] for complaint in complaints] == ["CSP", "dialog"]
    complaints.clear()


def test_what_a_resident_writes(person, county):
    resident = person(PHONE)
    code = raise_topic(resident, PARAGRAPH, LINES[0])
    assert_plain(resident)
    for path in (f"/status/{code}", "/", f"/r/{ROOM}"):
        resident.goto(path)
        assert_plain(resident)
    resident.goto(f"/status/{code}")
    said = resident.locator(".said").first.inner_text()
    assert "<script>alert(4)</script>" in said and "{{7*7}}" in said
    assert "\u202e" not in resident.content(), "nothing turns the line around"

    # Sent back with a mistake, what was typed stands in the fields.
    resident.goto(f"/r/{ROOM}/raise")
    resident.get_by_label("什么事，希望怎么办").fill(PARAGRAPH + "长" * 500)
    resident.get_by_label("在哪里").fill(LINES[0])
    press(resident, "下一步")
    assert resident.get_by_label("在哪里").input_value() == LINES[0]
    assert_plain(resident)


@pytest.mark.parametrize("line", LINES)
def test_what_is_looked_for(person, line):
    visitor = person(PHONE)
    visitor.goto("/topics")
    visitor.get_by_label("找一找").fill(line)
    press(visitor, "查找")
    assert_plain(visitor)
    visitor.goto("/")
    visitor.get_by_label("查进度").fill(line)
    press(visitor, "查询")
    assert_plain(visitor)
    visitor.goto("/sign-in")
    visitor.get_by_label("账号").fill(line)
    visitor.get_by_label("密码").fill(line)
    press(visitor, "登录")
    assert visitor.get_by_label("账号").input_value() == line.replace("\u202e", "")
    assert_plain(visitor)


def test_what_stands_in_an_address(person):
    visitor = person(PHONE)
    for line in LINES:
        for path in ("/topics?q=", "/sign-in?next=", "/elder?on=1&back=", "/status/", "/r/", "/topics/"):
            visitor.goto(path + quote(line, safe=""))
            assert_plain(visitor)


def test_what_the_desk_writes(person, county):
    secretary, resident, stranger = person(DESKTOP), person(PHONE), person(PHONE)
    topic, code = county.raise_topic(PARAGRAPH, LINES[2])
    sign_in(secretary, "mishu", f"/desk/topics/{topic}")
    assert_plain(secretary)

    def act(name, **fields):
        secretary.goto(f"/desk/topics/{topic}")
        press(secretary, name)
        for field, text in fields.items():
            secretary.locator(f"[name={field}]").fill(text)
        secretary.locator("main button.primary").click()
        secretary.wait_for_load_state()
        assert_plain(secretary)
        for page, path in ((resident, f"/status/{code}"), (stranger, "/topics"), (secretary, "/desk/topics")):
            page.goto(path)
            assert_plain(page)

    act("问提出人一句", question=PARAGRAPH)
    resident.goto(f"/status/{code}")
    resident.get_by_label("您的回答").fill(PARAGRAPH)
    press(resident, "回答议事室")
    assert_plain(resident)
    act("公开一段文字", title=LINES[0], body=PARAGRAPH)
    stranger.goto(f"/topics/{topic}")
    assert "onfocus=alert(1)" in stranger.get_by_role("heading", level=1).inner_text()
    assert_plain(stranger)
    act("撤下公开文字", reason=LINES[2])
    act("标出有关的议题", topic=LINES[4])
    act("已当场解决", answer=PARAGRAPH)
    for segment in ("review", "relation"):
        secretary.goto(f"/desk/topics/{topic}/{segment}")
        assert_plain(secretary)


def test_a_ground_explained_with_markup(person, county):
    secretary, resident = person(DESKTOP), person(PHONE)
    topic, code = county.raise_topic(LINES[3])
    sign_in(secretary, "mishu", f"/desk/topics/{topic}/rejection")
    secretary.get_by_label("没有说明具体的事").check()
    secretary.get_by_label("向提出人说明").fill(PARAGRAPH)
    press(secretary, "不受理")
    assert_plain(secretary)
    resident.goto(f"/status/{code}")
    assert "<svg/onload=alert(7)>" in resident.locator("main").inner_text()
    assert_plain(resident)
