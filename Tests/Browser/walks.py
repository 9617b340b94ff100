# SPDX-License-Identifier: Apache-2.0
"""What people do again and again, a step a function."""

import re

from county import PASSWORD, ROOM


def press(page, word):
    """Presses the button or link of this name and waits for what it opens."""
    target = page.get_by_role("button", name=word).or_(page.get_by_role("link", name=word, exact=True)).first
    before = page.url
    with page.expect_navigation():
        target.click()
    return before


def write_topic(page, text, place=None):
    """The first step: says what it is about, and goes on."""
    page.get_by_label("什么事，希望怎么办").fill(text)
    if place:
        page.get_by_label("在哪里").fill(place)
    press(page, "下一步")


def raise_topic(page, text, place=None, room=ROOM):
    """All three steps; the tracking code."""
    page.goto(f"/r/{room}")
    press(page, "提一个议题")
    write_topic(page, text, place)
    press(page, "是这样，交给议事室")
    return code_on(page)


def code_on(page):
    """The tracking code that the page shows."""
    code = page.locator(".ticket .code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", code)
    return code


def sign_in(page, name, next_page="/desk"):
    """Signs in with the demo's password."""
    page.goto(f"/sign-in?next={next_page}")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")


def do(page, act, **fields):
    """Does something to the open record: presses its button, answers what is asked by label, and sends it."""
    press(page, act)
    if fields:
        answer(page, fields)
    # What decides asks back on a page of its own, even if there is nothing to answer.
    nothing = page.locator("main form :is(textarea, select, input:not([type=hidden]))[required]").count() == 0
    if fields or nothing and page.locator("h1").first.inner_text().strip() == act:
        press(page, act)


def answer(page, fields):
    """Answers questions of a form by their labels: with words, one choice, several, or files."""
    for label, value in fields.items():
        exact = page.get_by_label(label, exact=True)
        control = exact if exact.count() == 1 else page.get_by_label(label)
        if value is True:
            control.check()
        elif isinstance(value, list):
            control.set_input_files(value)
        elif control.evaluate("e => e.localName") == "select":
            control.select_option(control.locator("option", has_text=value).first.get_attribute("value"))
        else:
            control.fill(value)


def open_waiting(page, title):
    """Opens the topic of this title in the queue of what waits."""
    page.goto("/desk/topics?limit=100")
    with page.expect_navigation():
        page.locator(".queue a", has_text=title).first.click()


def status(page, code):
    """The status page of a code; its words."""
    page.goto(f"/status/{code}")
    return page.locator("main").inner_text()
