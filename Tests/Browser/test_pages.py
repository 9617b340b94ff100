# SPDX-License-Identifier: Apache-2.0
"""Every page that a role may see: axe finds nothing and nothing scrolls sideways. With SHANGLIANG_PICTURES=1 there is a
picture of each in shots/."""

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from looks import look, sideways, torn, violations, walk
from walks import press, raise_topic, sign_in, write_topic

SAID = "楼下的充电桩坏了两个月，晚上要排队，有人从楼上拉线下来充电。\n希望修好，再多装两个。"


@pytest.fixture(scope="module")
def topics(county):
    """A topic in each state: id and tracking code by the state's name."""
    made = {}
    for state in ("screening", "asked", "pooled", "rejected", "solved", "withdrawn"):
        made[state] = county.raise_topic(SAID)
    county.act(made["asked"][0], "question", question="请问是哪几栋楼？大约多少户要用？")
    county.act(made["pooled"][0], "review", title="小区充电桩坏了没人修", body="充电桩损坏两个月，有飞线充电的危险。")
    county.act(made["pooled"][0], "pool")
    county.act(
        made["rejected"][0], "rejection", ground="other_competence", explanation="这条路由市里养护，我们已替您记下电话。")
    county.act(made["solved"][0], "solution", answer="物业周四换好了两台，社区干部晚上去看过，能用。")
    county.act(made["withdrawn"][0], "review", title="要撤下的标题", body="要撤下的文字。")
    county.act(made["withdrawn"][0], "unpublication", reason="里面有门牌号，改好再公开。")
    return made


def loop_pages(mark):
    """What visitors and code holders meet when a topic has gone far."""
    whole, code = f"/topics/{mark['wholeLoop']}", mark["waitingCode"]
    return {
        "loop": whole, "loop-supported": f"{whole}?supported=1", "status-confirming": f"/status/{code}",
        "erasure": f"/status/{code}/erasure", "thanks": "/thanks",
    }


def visitor_pages(topics):
    pages = {
        "home": "/", "room": f"/r/{ROOM}", "raise": f"/r/{ROOM}/raise", "poster": f"/r/{ROOM}/poster",
        "card": f"/r/{ROOM}/card", "rooms": "/rooms", "rooms-none": "/rooms?q=没有这间", "advise": f"/r/{ROOM}/advise",
        "join": f"/r/{ROOM}/join", "calendar": f"/r/{ROOM}/calendar", "follow": f"/r/{ROOM}/follow", "results": f"/r/{ROOM}/results",
        "paper-form": f"/r/{ROOM}/form", "slip-enter": "/s", "topics": "/topics", "topics-none": "/topics?q=没有这样的事",
        "topic": f"/topics/{topics['pooled'][0]}", "privacy": "/privacy", "sign-in": "/sign-in",
        "phone-sign-in": "/mine/sign-in", "not-found": "/nowhere",
    }
    for state, (_, code) in topics.items():
        pages[f"status-{state}"] = f"/status/{code}"
    return pages | {"received": f"/status/{topics['screening'][1]}/received"}


def desk_pages(topics):
    open_topic = topics["screening"][0]
    pages = {f"queue-{part}": f"/desk/topics?part={part}" for part in ("waiting", "overdue", "asked", "held", "decided")}
    pages |= {f"record-{state}": f"/desk/topics/{topic}" for state, (topic, _) in topics.items()}
    for segment in ("question", "rejection", "solution", "review", "relation"):
        pages[f"act-{segment}"] = f"/desk/topics/{open_topic}/{segment}"
    return pages | {
        "act-unpublication": f"/desk/topics/{topics['pooled'][0]}/unpublication",
        "desk-done": f"/desk/topics/{topics['pooled'][0]}?done=pool",
        "desk-not-found": "/desk/nowhere", "desk-rooms": "/desk/rooms", "desk-account": "/desk/account",
        "desk-notices": "/desk/notices", "bulk": "/desk/bulk/topics/rejection?words=充电桩", "desk-calendar": "/desk/calendar",
        "ledgers": "/desk/directory", "ledger": "/desk/directory/trainings", "ledger-new": "/desk/directory/room_plans/new",
        "ledger-imports": "/desk/imports",
    }


def reader_pages(topics):
    return {
        "queue": "/desk/topics", "record": f"/desk/topics/{topics['screening'][0]}", "account": "/desk/account",
        "rooms": "/desk/rooms", "notices": "/desk/notices",
    }


@pytest.mark.parametrize(("size", "device"), [("phone", PHONE), ("desktop", DESKTOP)])
class TestEveryPage:
    def test_of_visitors_and_code_holders(self, person, topics, size, device):
        page = person(device)
        found = walk(page, visitor_pages(topics), size)
        page.goto(f"/r/{ROOM}/raise")
        write_topic(page, "", "东门" * 60)
        found += look(page, "raise-mistakes", size) + sideways(page, "raise-mistakes")
        write_topic(page, SAID, "杨柳苑2号楼")
        found += look(page, "raise-check", size) + sideways(page, "raise-check")
        assert found == []

    def test_of_visitors_when_a_topic_has_gone_far(self, person, mark, size, device):
        page = person(device)
        found = walk(page, loop_pages(mark), size)
        page.goto("/topics")
        with page.expect_navigation():
            page.locator(".cards li", has_text="等召集人选定协商").locator("a").first.click()
        press(page, "这也是我的事")
        found += look(page, "support", size) + sideways(page, "support")
        page.get_by_label("手机号").fill("12")
        press(page, "这也是我的事")
        found += look(page, "support-mistake", size) + sideways(page, "support-mistake")
        assert found == []

    def test_of_a_slip_and_who_opens_it(self, person, size, device):
        page, somebody = person(device), person(device)
        sign_in(page, "mishu2", "/desk/items?part=asking")
        with page.expect_navigation():
            page.locator(".queue a").first.click()
        press(page, "发确认条")
        found = look(page, "slip", size) + sideways(page, "slip")
        somebody.goto(page.locator(".slip .address").inner_text())
        found += look(somebody, "slip-opened", size) + sideways(somebody, "slip-opened")
        press(somebody, "就这样说")
        found += look(somebody, "slip-mistake", size) + sideways(somebody, "slip-mistake")
        assert somebody.locator(".errors, .error").count() > 0 and found == []

    def test_of_visitors_in_elder_mode(self, person, topics, mark, size, device):
        page = person(device)
        page.goto(f"/elder?on=1&back=/r/{ROOM}")
        pages = visitor_pages(topics) | loop_pages(mark)
        chosen = (
            "home", "room", "raise", "topics", "status-asked", "received", "not-found", "loop", "status-confirming", "erasure")
        assert walk(page, {name: pages[name] for name in chosen}, size, prefix="elder-") == []

    def test_of_the_system_administrator(self, person, size, device):
        page = person(device)
        sign_in(page, "xitong")
        pages = {
            "directory": "/desk/directory", "areas": "/desk/directory/areas", "people": "/desk/directory/people",
            "new-room": "/desk/directory/rooms/new", "new-member": "/desk/directory/members/new",
            "imports": "/desk/imports", "practice": "/desk/practice", "compared": "/desk/practice?with=formal",
            "revision": "/desk/practice/revision", "revision-part": "/desk/practice/revision?section=sessions",
            "revision-preset": "/desk/practice/revision?from=brisk", "health": "/desk/health", "settings": "/desk/settings", "notices": "/desk/notices",
            "committee": "/desk/settings/committee", "trial": "/desk/settings/trial", "term-change": "/desk/term-change",
        }
        found = walk(page, pages, size, prefix="xitong-")
        page.goto("/desk/directory/rooms")
        with page.expect_navigation():
            page.locator(".queue a").first.click()
        found += look(page, "xitong-room", size) + sideways(page, "xitong-room")
        press(page, "修改")
        found += look(page, "xitong-change", size) + sideways(page, "xitong-change")
        page.goto("/desk/directory/organs/new")
        press(page, "新增组织机构")
        found += look(page, "xitong-mistakes", size) + sideways(page, "xitong-mistakes")
        assert page.locator(".errors, .error").count() > 0 and found == []

    def test_of_the_other_administrators(self, person, size, device):
        found = []
        for name, pages in (
            ("anquan", {"accounts": "/desk/accounts", "new-account": "/desk/new-account", "own": "/desk/account"}),
            ("shenji", {"audit": "/desk/audit", "password": "/desk/account/password"}),
            ("yinsi", {"unmaskings": "/desk/unmaskings", "retention": "/desk/retention"}),
        ):
            page = person(device)
            sign_in(page, name)
            found += walk(page, pages, size, prefix=f"{name}-")
            if name == "anquan":
                page.goto("/desk/accounts")
                with page.expect_navigation():
                    page.locator(".queue a").first.click()
                found += look(page, "anquan-account", size) + sideways(page, "anquan-account")
        assert found == []

    def test_of_the_secretary(self, person, topics, size, device):
        page = person(device)
        sign_in(page, "mishu2")
        found = walk(page, desk_pages(topics), size)
        page.goto(f"/desk/topics/{topics['screening'][0]}/rejection")
        press(page, "不受理")
        found += look(page, "act-mistakes", size) + sideways(page, "act-mistakes")
        assert found == []

    def test_of_those_who_only_read(self, person, topics, size, device):
        found = []
        for name in ("zhaojiren", "lingdao"):
            page = person(device)
            sign_in(page, name)
            found += walk(page, reader_pages(topics), size, prefix=f"{name}-")
        assert found == []

    def test_of_a_wrong_sign_in(self, person, topics, size, device):
        page = person(device)
        page.goto("/sign-in")
        page.get_by_label("账号").fill("nobody")
        page.get_by_label("密码").fill("not-it")
        press(page, "登录")
        assert look(page, "sign-in-mistake", size) + sideways(page, "sign-in-mistake") == []


def test_axe_would_see_a_violation(person):
    page = person(PHONE)
    page.goto("/")
    page.evaluate("document.querySelector('label').remove()")
    assert [found.split(":")[0] for found in violations(page)] == ["label-title-only"]
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    page.emulate_media(color_scheme="light")
    assert [found.split(":")[0] for found in violations(page, runOnly=["color-contrast"])] == ["color-contrast"]


@pytest.mark.parametrize("is_elder", [False, True])
def test_no_line_of_a_title_begins_with_a_sign_that_ends_something(person, is_elder):
    page = person(PHONE)
    if is_elder:
        page.goto("/elder?on=1&back=/topics")
    page.goto("/topics")
    found = []
    for words in (
        "县城东关大街人民医院，门口公交站台没有雨棚", "老旧小区加装电梯一楼住户不同意怎么办，能不能请街道出面协调？",
        "“安澜县城区老旧小区加装电梯和停车位改造”协商会，请您来", "关于在城关镇实验小学周边道路设置临时停车位、缓解拥堵的建议（第2次）",
    ):
        page.evaluate("words => { document.querySelector('h1').textContent = words }", words)
        for width in range(320, 431, 10):
            page.set_viewport_size({"width": width, "height": 844})
            found += torn(page, f"{width}")
    assert found == []
    # What finds such lines would see one.
    page.evaluate("""() => {
        const title = document.querySelector('h1')
        title.textContent = '县城东关大街人民医院，门口'
        title.style.cssText = 'word-break: keep-all; width: 10em; letter-spacing: 0'
    }""")
    assert torn(page, "torn") != []


def test_every_page_has_one_headline_a_title_and_landmarks(person, topics):
    page = person(PHONE)
    wrong = []
    for name, path in visitor_pages(topics).items():
        page.goto(path)
        if page.locator("h1").count() != 1 or page.locator("main").count() != 1:
            wrong.append(name)
        if not page.title().endswith(" · 商量"):
            wrong.append(f"{name}: {page.title()}")
    assert wrong == []


def test_the_first_page_is_under_50_kilobytes_over_the_wire(person):
    page = person(PHONE)
    loaded = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(f"/r/{ROOM}", wait_until="networkidle")
    assert len(loaded) >= 3, "page, stylesheet and script"
    assert sum(loaded) < 50_000


def test_nothing_moves_while_a_page_loads(person):
    page = person(PHONE)
    page.add_init_script(
        """window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach(
            (e) => { window.shift += e.value; })).observe({ type: 'layout-shift', buffered: true });""")
    page.goto(f"/r/{ROOM}", wait_until="networkidle")
    assert page.evaluate("window.shift") < 0.02


def test_a_raised_topic_is_not_in_the_address_of_anything_else(person):
    """The tracking code is a key: pages that show it name no other site and hand on our host at most."""
    page = person(PHONE)
    code = raise_topic(page, "查询码不外传。")
    referrers = []
    page.on("request", lambda request: referrers.append(request.headers.get("referer")))
    page.goto(f"/status/{code}")
    press(page, "我们怎样保护您的信息")
    assert referrers
    assert [referrer for referrer in referrers if referrer and (code in referrer or referrer.count("/") > 3)] == []
