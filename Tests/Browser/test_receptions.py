# SPDX-License-Identifier: Apache-2.0
"""A reception day: announced by the secretary, booked by residents, worked by the member, and a topic of what was said."""

import re

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from looks import look, sideways
from walks import answer, do, press, sign_in

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}")


def announce(page, day):
    """Announces a day of the first room; `day`: so many days from today, as the county's clocks have it."""
    sign_in(page, "mishu")
    page.goto("/desk/receptions")
    press(page, "安排接待日")
    page.get_by_label("哪天").fill(page.evaluate(
        "days => new Date(Date.now() + days * 864e5 + 8 * 36e5).toISOString().slice(0, 10)", day))
    page.get_by_label("几点开始").fill("00:00")
    page.get_by_label("几点结束").fill("23:59")
    answer(page, {"10分钟": True, "1位": True, "在哪里": "杨柳路18号一楼", "沈知秋": True, "另开一桌，同时接待": True})
    press(page, "安排接待日")
    return re.search(r"/desk/receptions/([0-9A-Z]{13})", page.url).group(1)


def book(page, reception, slot, **left):
    page.goto(f"/r/{ROOM}/receptions/{reception}")
    page.get_by_label(slot).check()
    for label, value in left.items():
        page.get_by_label(label).fill(value)
    press(page, "约这个时间")
    return CODE.search(page.locator(".ticket .code").inner_text()).group(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_booking_to_the_topic(person, scripts):
    secretary, resident, member = person(DESKTOP), person(PHONE, scripts=scripts), person(PHONE, scripts=scripts)
    reception = announce(secretary, 0)
    resident.goto(f"/r/{ROOM}")
    assert resident.locator(f"a[href$='/receptions/{reception}']").is_visible()
    code = book(resident, reception, "23:40–23:50", 怎么称呼您="王大姐", 想说什么事="路灯")
    resident.goto("/bookings")
    resident.get_by_label("看我的预约").fill(code.lower().replace("-", " "))
    press(resident, "打开")
    assert "约好了" in resident.locator("main").inner_text()

    sign_in(member, "weiyuan")
    member.goto(f"/desk/receptions/{reception}")
    press(member, "来了")
    press(member, "记下说的话")
    assert member.get_by_label("说了什么").input_value() == "路灯"
    answer(member, {"说了什么": "东门的路灯坏了半年。", "委员怎么答复的": "这周去看。"})
    press(member, "记下说的话")
    press(member, "转成议题")
    assert "转成议题了" in member.locator("main").inner_text()

    resident.goto(f"/bookings/{code}")
    assert "这周去看。" in resident.locator("main").inner_text()
    press(resident, "看看办到哪了")
    assert "东门的路灯坏了半年。" in resident.locator("main").inner_text()
    secretary.goto(f"/desk/receptions/{reception}")
    do(secretary, "结束这一天")
    assert "到场1位" in secretary.locator("main").inner_text() and "王大姐" not in secretary.locator("main").inner_text()


def test_a_place_that_is_gone_and_one_that_comes_back(person):
    secretary, first, second = person(DESKTOP), person(PHONE), person(PHONE)
    reception = announce(secretary, 1)
    second.goto(f"/r/{ROOM}/receptions/{reception}")
    second.get_by_label("09:00–09:10").check()
    second.get_by_label("怎么称呼您").fill("老周")
    book(first, reception, "09:00–09:10")
    press(second, "约这个时间")
    assert "刚刚约满了" in second.locator("main").inner_text()
    assert second.get_by_label("怎么称呼您").input_value() == "老周"
    press(first, "来不了，取消预约")
    assert "您取消了这次预约" in first.locator("main").inner_text()
    book(second, reception, "09:00–09:10")


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_reception_days(person, size, device):
    page = person(device)
    reception = announce(page, 2)
    code = book(page, reception, "10:00–10:10", 怎么称呼您="王大姐")
    page.goto(f"/desk/receptions/{reception}")
    visit = page.locator("a[href^='/desk/visits/']").first.get_attribute("href")
    pages = {
        "receptions": f"/r/{ROOM}/receptions", "reception": f"/r/{ROOM}/receptions/{reception}",
        "booking": f"/bookings/{code}", "booking-lookup": "/bookings", "desk-receptions": "/desk/receptions",
        "desk-receptions-over": "/desk/receptions?part=over", "desk-reception": f"/desk/receptions/{reception}",
        "desk-reception-planning": "/desk/reception", "desk-visit": visit,
        "desk-reception-revision": f"/desk/receptions/{reception}/revision",
        "desk-reception-cancellation": f"/desk/receptions/{reception}/cancellation",
        "desk-visit-cancellation": f"{visit}/cancellation",
    }
    found = []
    for name, path in pages.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []
