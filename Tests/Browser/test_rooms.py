# SPDX-License-Identifier: Apache-2.0
"""A room's code: its four functions, its renewal, paper slips, and what is counted of it."""

import re

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from looks import look, sideways
from walks import code_on, sign_in

OWN = re.compile(r"/desk/rooms/([0-9A-Z]{13})")
SHEETS = ["poster", "card", "form"]


def own_room(page):
    """The page of the secretary's own room."""
    page.goto("/desk/rooms")
    address = page.locator("a[href^='/desk/rooms/']").first.get_attribute("href")
    page.goto(address)
    return OWN.search(address).group(1)


def make_slips(page):
    room = own_room(page)
    page.get_by_role("link", name="印一批纸条").click()
    page.get_by_label("12张").check()
    page.get_by_label("有效到").fill(page.evaluate("new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)"))
    page.get_by_role("button", name="印一批纸条").click()
    page.get_by_role("link", name="打印").first.click()
    return room, page.locator(".slip .code").all_inner_texts()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_rooms_are_found_by_area_and_words(person, device):
    page = person(device)
    page.goto("/")
    page.get_by_role("link", name="按区域找").click()
    page.get_by_label("名称、地址").fill("杨柳")
    page.get_by_role("button", name="查找").click()
    assert "杨柳社区" in page.locator("main").inner_text() and "q=" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("a.door").first.click()
    assert page.get_by_role("link", name="提一个议题").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_functions_of_a_code(person, scripts):
    page = person(PHONE, scripts=scripts)
    page.goto(f"/r/{ROOM}")
    page.get_by_role("link", name="给议题提建议").click()
    page.get_by_role("link", name="我有建议").first.click()
    assert page.get_by_label("什么事，希望怎么办").input_value().startswith("关于“")
    page.goto(f"/r/{ROOM}")
    page.get_by_role("link", name="参加协商会").click()
    assert page.get_by_role("heading", name="开过的").is_visible()
    page.goto(f"/r/{ROOM}/follow")
    page.get_by_label("查进度").fill("7K4M-92QX-H3TB")
    page.get_by_role("button", name="查询").click()
    assert "没有找到这个查询码" in page.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visitor_without_a_phone_uses_a_slip_once(person, scripts):
    secretary, visitor = person(DESKTOP), person(DESKTOP, scripts=scripts)
    sign_in(secretary, "mishu")
    _, codes = make_slips(secretary)
    assert len(set(codes)) == 12
    visitor.goto("/s")
    visitor.get_by_label("纸条上的编号").fill(codes[0].lower().replace("-", " "))
    visitor.get_by_role("button", name="打开").click()
    visitor.get_by_label("什么事，希望怎么办").fill("东门的灯不亮，没带手机来说一声。")
    visitor.get_by_role("button", name="交给议事室").click()
    assert code_on(visitor)
    assert visitor.locator(".steps").count() == 0, "it was one step, not the third of three"
    visitor.goto(f"/s/{codes[0]}")
    assert "用过了" in visitor.locator("main").inner_text()


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
def test_the_pages_of_ones_own_room(person, size, device):
    page = person(device)
    sign_in(page, "mishu")
    room, codes = make_slips(page)
    pages = {
        "own-room": f"/desk/rooms/{room}", "renewal": f"/desk/rooms/{room}/renewal",
        "slips": f"/desk/rooms/{room}/slips", "slip": f"/s/{codes[0]}",
        "own-calendar": f"/desk/rooms/{room}/calendar", "coverage": "/desk/coverage"}
    found = look(page, "slip-sheet", size)
    for name, path in pages.items():
        page.goto(path)
        found += look(page, name, size) + sideways(page, name)
    assert found == []


def test_sheets_print_on_whole_pages(person):
    page = person(DESKTOP)
    page.goto(f"/r/{ROOM}/form")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.count(b"/Type /Page\n") == 1
    sign_in(page, "mishu")
    make_slips(page)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.count(b"/Type /Page\n") == 1, "twelve slips are one sheet"


def test_a_renewed_code_leads_on(person):
    secretary, resident = person(DESKTOP), person(PHONE)
    # A room of its own, so that no other test finds its code replaced.
    sign_in(secretary, "mishu3")
    own_room(secretary)
    with secretary.expect_navigation():
        secretary.get_by_role("link", name="公开页").click()
    old = secretary.url
    own_room(secretary)
    secretary.get_by_role("link", name="更换议事码").click()
    secretary.get_by_label("为什么更换").fill("海报被人贴了别的码")
    secretary.get_by_role("button", name="更换议事码").click()
    assert "议事码换好了" in secretary.locator("body").inner_text()
    for rest in ["", "/raise", *(f"/{sheet}" for sheet in SHEETS)]:
        assert resident.goto(old + rest).ok
        assert resident.get_by_role("heading", name="这张码已更换").is_visible(), rest
    resident.goto(old)
    resident.get_by_role("link", name=re.compile("^去")).click()
    assert resident.get_by_role("link", name="提一个议题").first.is_visible() and resident.url != old
