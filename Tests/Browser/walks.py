# SPDX-License-Identifier: Apache-2.0
"""What people do again and again, a step a function."""

import re
import time

import requests

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


def choose(page, question, answer):
    """Ticks one of several answers that stand below a question, by how it begins."""
    asked = page.locator("fieldset", has=page.locator("legend", has_text=question)).first
    asked.get_by_label(re.compile(rf"^\s*{answer}")).first.check()


def send(page, word):
    """Sends the form of the page by its own button, whatever else is called so."""
    with page.expect_navigation():
        page.locator("main form button", has_text=word).first.click()


def digits(base, known=()):
    """The digits of the last SMS, once there is one that is not known yet."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        found = re.findall(r"您的验证码是(\d{6})", requests.get(f"{base}/dev/messages", timeout=5).text)
        if found and found[0] not in known:
            return found[0]
        time.sleep(0.2)
    raise AssertionError("no SMS with a code")


def sign_in_by_phone(page, base, number, next_page="/mine"):
    """Signs a resident in with the digits that the server shows instead of sending them."""
    known = re.findall(r"您的验证码是(\d{6})", requests.get(f"{base}/dev/messages", timeout=5).text)
    page.goto(f"/mine/sign-in?next={next_page}")
    page.get_by_label("手机号").fill(number)
    press(page, "发验证码")
    page.get_by_label("短信验证码").fill(digits(base, known))
    press(page, "登录")
