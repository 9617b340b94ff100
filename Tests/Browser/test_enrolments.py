# SPDX-License-Identifier: Apache-2.0
"""Taking part in a session: found behind the room's code, enrolled for, admitted, taken back; and its printed code."""

import re

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from looks import look, sideways
from walks import answer, do, press, sign_in

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}")


def coming(page):
    """The session of the room that is announced for another day."""
    page.goto(f"/r/{ROOM}/join")
    page.get_by_role("link", name="快递柜占了消防通道").click()
    return re.search(r"/sessions/([0-9A-Z]{13})", page.url).group(1)


def enrol(page, session, name, words=""):
    page.goto(f"/sessions/{session}")
    page.get_by_label("怎么称呼您").fill(name)
    page.get_by_label("想说什么").fill(words)
    press(page, "报名参加")
    return CODE.search(page.locator(".ticket .code").inner_text()).group(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_code_to_the_list_and_back(person, scripts):
    resident, secretary = person(PHONE, scripts=scripts), person(DESKTOP)
    session = coming(resident)
    name = "带脚本的老夏" if scripts else "不带脚本的老夏"
    code = enrol(resident, session, name, "柜子挪到门里就行。")
    assert "报上名了，等答复" in resident.locator("main").inner_text()

    # Once more from the same phone: the same result; for somebody else a kind word.
    assert enrol(resident, session, name) == code
    resident.goto(f"/sessions/{session}")
    resident.get_by_label("怎么称呼您").fill("邻居")
    press(resident, "报名参加")
    assert "一部手机报一位" in resident.locator("main").inner_text()

    sign_in(secretary, "mishu")
    secretary.goto(f"/desk/sessions/{session}")
    assert "柜子挪到门里就行。" in secretary.locator("main").inner_text()
    secretary.get_by_role("link", name=name).click()
    if scripts:
        do(secretary, "请他参加")
        assert "请他参加" in secretary.locator("main").inner_text()
        resident.goto("/bookings")
        resident.get_by_label("看我的预约").fill(code.lower().replace("-", " "))
        press(resident, "打开")
        assert "请您参加" in resident.locator("main").inner_text()
        press(resident, "不来了，取消报名")
        assert "您取消了报名" in resident.locator("main").inner_text()
    else:
        do(secretary, "这次请不了")
        answer(secretary, {"为什么请不了": "这次坐不下，下次请您。"})
        press(secretary, "这次请不了")
        resident.goto(f"/enrolments/{code}")
        assert "这次坐不下，下次请您。" in resident.locator("main").inner_text()
    secretary.goto(f"/desk/sessions/{session}")
    assert name not in secretary.locator("main").inner_text()


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_enrolments_and_answers(person, size, device):
    page = person(device)
    session = coming(page)
    code = enrol(page, session, f"看页面的{size}", "一句话")
    sign_in(page, "mishu")
    page.goto(f"/desk/sessions/{session}")
    enrolment = page.locator("a[href^='/desk/enrolments/']").first.get_attribute("href")
    waiting = page.get_by_role("link", name=f"看页面的{size}").get_attribute("href")
    pages = {
        "join": f"/r/{ROOM}/join", "session": f"/sessions/{session}", "enrolment": f"/enrolments/{code}",
        "desk-session": f"/desk/sessions/{session}", "desk-enrolment": enrolment, "desk-enrolment-waiting": waiting,
        "desk-enrolment-declining": f"{waiting}/declining", "desk-planning": "/desk/planning",
        "answers": "/answers", "room-answers": f"/r/{ROOM}/answers",
    }
    found = []
    for name, path in pages.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []


def test_the_sheets_print_on_one_page_and_name_the_address(person, base):
    page = person(DESKTOP)
    session = coming(page)
    sign_in(page, "mishu")
    topic = page.request.get("/api/v1/topics").json()["items"]
    own = [each for each in topic if each["roomName"].startswith("杨柳")][0]["id"]
    for matter in (f"sessions/{session}", f"topics/{own}"):
        page.goto(f"/desk/{matter}")
        assert page.locator(f"a[href='/desk/{matter}/sheet']").is_visible()
        for form in ("", "?format=card"):
            page.goto(f"/desk/{matter}/sheet{form}")
            assert f"http://{page.locator('.sheet .address').last.inner_text()}" == f"{base}/{matter}"
            printed = page.pdf(prefer_css_page_size=True, print_background=True)
            assert printed.count(b"/Type /Page\n") == 1, (matter, form)
