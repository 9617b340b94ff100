# SPDX-License-Identifier: Apache-2.0
"""The other ways of a topic: written down for somebody, brought before the room above, pushed by the grid; sorted and
found; raised over a slow network."""

import time
import uuid

import pytest
import requests

from conftest import DESKTOP, PHONE
from county import ROOM
from looks import sideways, violations
from walks import answer, code_on, do, open_waiting, press, raise_topic, sign_in, status

GRID = "县网格化平台"


def look(page, name):
    assert violations(page) == [], name
    assert sideways(page, name) == [], name


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_secretary_writes_down_what_a_visitor_brings_on_paper(person, scripts):
    said = f"来访的老人说后巷没有扶手（{'有' if scripts else '没有'}脚本）。"
    secretary, visitor = person(PHONE, scripts=scripts), person(PHONE, scripts=scripts)
    sign_in(secretary, "mishu")
    press(secretary, "记一件议题")
    press(secretary, "来访、来信")
    if scripts:
        look(secretary, "entry")
    # What is missing is said beside the field, and what was typed stays.
    secretary.get_by_label("在哪里").fill("后巷")
    press(secretary, "记一件议题")
    assert secretary.get_by_label("在哪里").input_value() == "后巷"
    assert secretary.locator(".error").count() > 0
    answer(secretary, {"什么事，希望怎么办": said, "类别": "养老助残", "提出人的手机号": "13800001111"})
    press(secretary, "记一件议题")
    code = code_on(secretary)
    assert "秘书最晚" in secretary.locator("main").inner_text()
    words = status(visitor, code)
    assert said in words and "您提出议题" in words
    assert "13800001111" not in words
    open_waiting(secretary, "来访的老人说后巷没有扶手")
    facts = secretary.locator("article .facts").first.inner_text()
    assert "来访、来信" in facts and "养老助残" in facts


def test_what_two_rooms_share_stands_at_both_ends(person):
    """The demo's chargers: two communities brought them before their street's room, which deals with them as one."""
    reader, secretary = person(PHONE), person(DESKTOP)
    reader.goto("/topics?q=老小区电动车没有地方充电")
    press(reader, "老小区电动车没有地方充电")
    parent = reader.url
    shared = reader.locator(".facts").inner_text()
    assert "几处的同一件事" in shared
    assert "杨柳社区协商议事室" in shared and "桂花苑小区电动车没有地方充电" in shared
    assert shared.count("已进议题池") == 2, "the parent says where each of its children stands"
    press(reader, "桂花苑小区电动车没有地方充电")
    child = reader.locator("main").inner_text()
    assert "上一级一起办" in child and "正在调研" in child
    look(reader, "child")
    reader.locator(".facts a", has_text="议事室").click()
    reader.wait_for_url(parent)

    sign_in(secretary, "mishu2", f"/desk/topics/{parent.rsplit('/', 1)[1]}")
    lines = secretary.locator("article .facts").first.inner_text()
    assert "几处的同一件事" in lines and lines.count("已进议题池") == 2
    secretary.locator("article .facts a").filter(has_text="0").first.click()


def test_the_grid_pushes_and_fetches_the_result(person, county, base):
    def call(way, path, **body):
        headers = county.staff | {"Idempotency-Key": uuid.uuid4().hex}
        return requests.request(way, f"{base}/api/v1{path}", headers=headers, json=body or None, timeout=20)

    ticket = {"system": GRID, "number": "WG-2026-77"}
    pushed = {"channel": "grid", "room": ROOM, "text": "网格员巡查：南巷配电箱门开着。", "place": "南巷"} | ticket
    receipt = call("POST", "/desk/dispatches", **pushed)
    assert receipt.status_code == 201, receipt.text
    assert call("POST", "/desk/dispatches", **pushed).json() == receipt.json(), "one receipt for one number"
    topic = receipt.json()["topic"]

    secretary = person(DESKTOP)
    sign_in(secretary, "mishu2", f"/desk/topics/{topic}")
    assert f"{GRID} WG-2026-77" in secretary.locator("article").inner_text()
    assert "送回以后才能办结" in secretary.locator("article").inner_text()
    answer_page = secretary
    press(answer_page, "送回结果")
    look(answer_page, "return")
    answer(answer_page, {"结果": "电工当天锁上了箱门。", "对方系统自己来取": True})
    press(answer_page, "送回结果")
    assert "等对方来取" in secretary.locator("article").inner_text()

    waiting = call("GET", f"/desk/dispatches/pushed?system={GRID}&number=WG-2026-77").json()
    assert waiting["result"] == "电工当天锁上了箱门。" and not waiting["isReturned"]
    fetched = call("POST", "/desk/dispatches/acknowledgements", **ticket, resultVersion=waiting["resultVersion"])
    assert fetched.status_code == 200 and fetched.json()["isReturned"]
    secretary.reload()
    assert "结果已送回" in secretary.locator("article").inner_text()
    do(secretary, "已当场解决", 答复="电工当天锁上了箱门。")
    assert secretary.locator("article .chip").first.inner_text().strip() == "已当场解决"


def test_a_topic_is_sorted_and_found_by_its_category(person):
    resident, secretary, reader = person(PHONE), person(DESKTOP), person(PHONE)
    raise_topic(resident, "小区后门的垃圾房味道大，能不能挪走。")
    sign_in(secretary, "mishu")
    open_waiting(secretary, "小区后门的垃圾房味道大")
    do(secretary, "公开一段文字", 公开标题="垃圾房味道大", 公开文字="小区后门的垃圾房气味扰民，希望挪走。")
    press(secretary, "受理，放进议题池")
    look(secretary, "pool")
    answer(secretary, {"类别": "环境卫生"})
    press(secretary, "受理，放进议题池")
    assert "环境卫生" in secretary.locator("article .facts").first.inner_text()
    do(secretary, "归类", 类别="住房物业")
    trace = secretary.locator(".trace").last.inner_text()
    assert "归入“环境卫生”" in trace and "归入“住房物业”" in trace, "both words stay in the log"
    secretary.goto("/desk/topics?part=pool")
    secretary.get_by_role("navigation", name="按类别看").get_by_role("link", name="住房物业").click()
    secretary.wait_for_url("**category=housing**")
    assert secretary.locator(".queue", has_text="垃圾房味道大").count() == 1
    reader.goto("/topics")
    look(reader, "categories")
    reader.get_by_role("navigation", name="按类别看").get_by_role("link", name="住房物业").click()
    reader.wait_for_url("**category=housing**")
    assert reader.get_by_role("link", name="垃圾房味道大").count() == 1
    reader.goto("/topics?category=environment")
    assert reader.get_by_role("link", name="垃圾房味道大").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_search_finds_every_kind(person, scripts):
    reader, secretary = person(PHONE, scripts=scripts), person(DESKTOP, scripts=scripts)
    reader.goto(f"/r/{ROOM}")
    reader.get_by_role("link", name="找一找").click()
    reader.wait_for_url("**/search**")
    reader.get_by_label("找什么").fill("電梯")
    press(reader, "查找")
    assert {mark.inner_text() for mark in reader.locator("main mark").all()} == {"电梯"}
    assert reader.get_by_role("region", name="议题").get_by_role("listitem").count() > 0
    assert "这一片的" in reader.locator("main").inner_text(), "what lies around the room comes first"
    if scripts:
        look(reader, "search")
    reader.get_by_role("navigation", name="找哪一类").get_by_role("link", name="议事室").click()
    reader.wait_for_url("**kind=rooms**")
    reader.get_by_label("找什么").fill("杨柳")
    press(reader, "查找")
    assert "杨柳社区协商议事室" in reader.get_by_role("region", name="议事室").inner_text()
    reader.goto("/search?q=没有人说过这样的话")
    assert "没有找到" in reader.locator("main").inner_text()

    sign_in(secretary, "mishu2")
    secretary.get_by_label("查找").fill("电梯")
    with secretary.expect_navigation():
        secretary.get_by_label("查找").press("Enter")
    if scripts:
        look(secretary, "desk-search")
    assert "/desk/search" in secretary.url and secretary.locator("main mark").count() > 0
    number = secretary.locator("main .cards a").first.get_attribute("href").rsplit("/", 1)[1]
    secretary.get_by_label("查找").fill(number.lower())
    with secretary.expect_navigation():
        secretary.get_by_label("查找").press("Enter")
    assert secretary.url.endswith(number), "a number leads to its record"


def test_an_old_phone_on_a_slow_network_raises_a_topic_within_a_minute(person):
    """From the scanned code to the tracking code: 2G as browsers know it, a processor six times as slow, and as few taps as
    there are things to decide."""
    resident = person(PHONE)
    network = resident.context.new_cdp_session(resident)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 800, "downloadThroughput": 250_000 / 8, "uploadThroughput": 50_000 / 8})
    network.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    resident.set_default_timeout(40_000)
    taps = 0

    def tap(target, opens=True):
        nonlocal taps
        taps += 1
        if not opens:
            target.tap()
            return
        with resident.expect_navigation():
            target.tap()

    begun = time.monotonic()
    resident.goto(f"/r/{ROOM}")
    tap(resident.get_by_role("link", name="提一个议题").first)
    said = resident.get_by_label("什么事，希望怎么办")
    tap(said, opens=False)
    said.fill("旧手机慢网络也能提：北门台阶缺了一角。")
    tap(resident.get_by_role("button", name="下一步"))
    tap(resident.get_by_role("button", name="是这样，交给议事室"))
    code = code_on(resident)
    seconds = time.monotonic() - begun
    print(f"{seconds:.1f} s, {taps} taps")
    assert seconds < 60 and taps == 4, f"{seconds:.1f} s, {taps} taps"
    assert resident.get_by_role("img", name="进度页的二维码").is_visible(), "the code as a picture"
    assert "旧手机慢网络也能提" in status(resident, code)
