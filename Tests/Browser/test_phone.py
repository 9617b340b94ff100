# SPDX-License-Identifier: Apache-2.0
"""A resident who has lost the code: signs in by phone, finds the topic, raises another one, signs out."""

import re

import pytest
import requests

from conftest import PHONE
from county import ROOM
from looks import sideways, violations
from walks import code_on, digits, press, write_topic

NUMBER = "13812345678"


def look(page, name):
    assert violations(page) == [], name
    assert sideways(page, name) == [], name


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_lost_code_is_found_again_by_phone(person, shown, scripts):
    number = NUMBER if scripts else "13812345679"
    resident = person(PHONE, scripts=scripts, base_url=shown)
    resident.goto(f"/r/{ROOM}/raise")
    resident.get_by_label("手机号").fill(number)
    write_topic(resident, "桥头第三盏灯不亮，晚上看不见台阶。", "桥头")
    press(resident, "是这样，交给议事室")
    known = re.findall(r"您的验证码是(\d{6})", requests.get(f"{shown}/dev/messages", timeout=5).text)

    resident.goto(f"/r/{ROOM}")
    press(resident, "忘了查询码？用手机号找我的议题")
    if scripts:
        look(resident, "entrance")
    resident.get_by_label("手机号").fill(number)
    press(resident, "发验证码")
    assert number not in resident.locator("main").inner_text()
    if scripts:
        look(resident, "code")
    code = digits(shown, known)
    resident.get_by_label("短信验证码").fill("000000" if code != "000000" else "000001")
    press(resident, "登录")
    assert "验证码不对" in resident.locator(".error").inner_text()
    resident.get_by_label("短信验证码").fill(code)
    press(resident, "登录")
    assert resident.url == f"{shown}/mine"
    assert "桥头第三盏灯不亮" in resident.locator("main").inner_text()
    if scripts:
        look(resident, "mine")
    press(resident, "桥头第三盏灯不亮，晚上看不见台阶")
    words = resident.locator("main").inner_text()
    assert "您提出议题" in words and "查询码" not in words
    press(resident, "回到我的议题")

    # Raised while signed in: no number to type, and it is in the list.
    resident.goto(f"/r/{ROOM}/raise")
    assert resident.get_by_label("手机号").count() == 0
    assert f"{number[:3]}****{number[-4:]}" in resident.locator("main").inner_text()
    write_topic(resident, "北门的垃圾桶不够用。")
    press(resident, "是这样，交给议事室")
    resident.goto("/mine")
    assert "北门的垃圾桶不够用" in resident.locator("main").inner_text()

    press(resident, "退出")
    assert "已经退出了" in resident.locator("main").inner_text()
    resident.goto("/mine")
    assert "/mine/sign-in" in resident.url


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_whoever_acts_by_code_says_how_the_phone_ends(person, scripts):
    resident = person(PHONE, scripts=scripts)
    resident.goto(f"/r/{ROOM}/raise")
    resident.get_by_label("手机号").fill("13812345670")
    write_topic(resident, "桥头第四盏灯不亮。", "桥头")
    press(resident, "是这样，交给议事室")
    code = code_on(resident)
    resident.goto(f"/status/{code}")
    press(resident, "补充几句")
    asked = "您提这件事时留的手机号，后四位是几？"
    control = resident.get_by_label(asked)
    assert control.get_attribute("inputmode") == "numeric" and control.get_attribute("autocomplete") == "off"
    resident.get_by_label("想补充的").fill("昨晚又灭了一盏。")
    control.fill("0000")
    if scripts:
        look(resident, "ending")
    press(resident, "交给议事室")
    assert "后四位对不上" in resident.locator(".error").inner_text()
    assert resident.get_by_label("想补充的").input_value().strip() == "昨晚又灭了一盏。"
    assert resident.get_by_label(asked).input_value() == ""
    resident.get_by_label(asked).fill("5670")
    press(resident, "交给议事室")
    assert "昨晚又灭了一盏" in resident.locator("main").inner_text()
    # What is said of the phone stays in no draft of this browser.
    if scripts:
        assert "5670" not in resident.evaluate("() => JSON.stringify(localStorage)")


def test_in_elder_mode_everything_is_large_enough(person, shown):
    resident = person(PHONE, base_url=shown)
    resident.goto("/elder?on=1&back=/mine/sign-in")
    small = resident.evaluate(
        """() => [...document.querySelectorAll('.btn, .input')].filter((e) => e.getClientRects().length
            && e.getBoundingClientRect().height < 51).map((e) => e.innerText)""")
    assert small == []


def test_without_a_gateway_the_page_says_what_to_do(person):
    resident = person(PHONE)
    resident.goto("/mine")
    words = resident.locator("main").inner_text()
    assert "还没有开通用手机号登录" in words and "工作人员帮您查" in words
    assert resident.locator("form[action='/mine/code']").count() == 0
