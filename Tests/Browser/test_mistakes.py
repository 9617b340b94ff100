# SPDX-License-Identifier: Apache-2.0
"""Errors as people make them: what was typed stays, what is wrong is said where it is, and what to do."""

from conftest import DESKTOP, PHONE
from county import PASSWORD, ROOM
from walks import code_on, open_waiting, press, raise_topic, sign_in, status, write_topic


def assert_told(page, field, sentence, form=None):
    """The sentence stands on top with a link to the field, and beside the field, tied to it. `form`: which of the page, where
    several ask the same."""
    place = f"field-{form}-{field}" if form else f"field-{field}"
    top = page.locator(".errors")
    assert page.evaluate("document.activeElement.className") == "errors", "reading starts at what has to be mended"
    top.get_by_role("link", name=sentence).click()
    control = page.locator(f"[name={field}]").first
    assert control.evaluate("e => e === document.activeElement"), "the link leads to the field"
    assert sentence in page.locator(f"#{place}-error").inner_text()
    described = control.evaluate("e => (e.closest('fieldset') || e).getAttribute('aria-describedby')")
    assert f"{place}-error" in described.split()


def test_an_empty_text_is_asked_for_and_the_place_stays(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}/raise")
    write_topic(resident, "  ", "东门口")
    assert_told(resident, "text", "还没有填“什么事，希望怎么办”")
    assert resident.get_by_label("在哪里").input_value() == "东门口"


def test_what_is_wrong_with_what_a_submitter_answers_or_adds_leads_to_its_field(person, county):
    topic, code = county.raise_topic("桥头第三盏灯不亮。")
    county.act(topic, "question", question="靠哪一头？")
    resident = person(PHONE)
    resident.goto(f"/status/{code}")
    press(resident, "回答议事室")
    assert_told(resident, "answer", "还没有填", form="answer")
    # Who is asked something answers; who is not may add.
    _, open_code = county.raise_topic("桥尾第一盏灯也不亮。")
    for act, field, button in (("addition", "addition", "交给议事室"), ("withdrawal", "reason", "撤回")):
        resident.goto(f"/status/{open_code}/{act}")
        press(resident, button)
        assert_told(resident, field, "还没有填")


def test_a_text_that_is_too_long_stays_whole(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}/raise")
    text = "长" * 520
    resident.get_by_label("什么事，希望怎么办").fill(text)
    assert resident.locator(".count").inner_text() == "已写520字，多了20字"
    press(resident, "下一步")
    assert_told(resident, "text", "写了520字，最多500字")
    assert resident.get_by_label("什么事，希望怎么办").input_value() == text


def test_a_second_look_leads_back_without_losing_a_word(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}/raise")
    write_topic(resident, "第一行\n  第二行 & <三>", "北门")
    press(resident, "改一改")
    assert resident.get_by_label("什么事，希望怎么办").input_value() == "第一行\n  第二行 & <三>"
    assert resident.get_by_label("在哪里").input_value() == "北门"


def test_an_act_without_its_reason_says_what_is_missing(person, county):
    secretary = person(DESKTOP)
    topic, _ = county.raise_topic("少写理由的那一件。")
    sign_in(secretary, "mishu", f"/desk/topics/{topic}/rejection")
    secretary.get_by_label("向提出人说明").fill("说明写了，理由忘了选。")
    press(secretary, "不受理")
    assert_told(secretary, "ground", "请在“理由”里选一项")
    assert secretary.get_by_label("向提出人说明").input_value() == "说明写了，理由忘了选。"


def test_a_wrong_password_says_so_and_keeps_the_name_only(person):
    leader = person(DESKTOP)
    leader.goto("/sign-in")
    leader.get_by_label("账号").fill("lingdao")
    leader.get_by_label("密码").fill("not-it")
    press(leader, "登录")
    assert "账号或密码不对" in leader.locator("#field-password-error").inner_text()
    assert leader.get_by_label("账号").input_value() == "lingdao"
    assert leader.get_by_label("密码").input_value() == ""
    nobody = person(DESKTOP)
    nobody.goto("/sign-in")
    nobody.get_by_label("账号").fill("meiyouzhegeren")
    nobody.get_by_label("密码").fill("not-it")
    press(nobody, "登录")
    assert "账号或密码不对" in nobody.locator("#field-password-error").inner_text(), "names are not given away"


def test_after_signing_in_nobody_is_sent_elsewhere(person, base):
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu", "//evil.example/desk")
    assert secretary.url.startswith(f"{base}/desk")


def test_a_wrong_code_stays_and_what_a_code_looks_like_is_said(person):
    resident = person(PHONE)
    resident.goto("/")
    resident.get_by_label("查进度").fill("1234-5678-9ABC")
    press(resident, "查询")
    assert "没有找到这个查询码" in resident.locator("#field-code-error").inner_text()
    assert resident.get_by_label("查进度").input_value() == "1234-5678-9ABC"


def test_a_double_tap_raises_one_topic(person, county):
    for scripts, text in ((True, "连按两下只算一次。"), (False, "没有脚本，连按两下也只算一次。")):
        resident = person(PHONE, scripts=scripts)
        resident.goto(f"/r/{ROOM}/raise")
        write_topic(resident, text)
        sent = []
        resident.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        resident.get_by_role("button", name="是这样，交给议事室").dblclick(no_wait_after=True)
        resident.wait_for_url("**/received")
        assert "您的议题已收到" in resident.get_by_role("heading", level=1).inner_text()
        assert county.waiting(text.rstrip("。")) == 1
        assert len(sent) == 1 or not scripts, "with scripts the second tap is not even sent"


def test_a_submit_answers_at_once(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}/raise")
    # Stands for a network so slow that nothing comes: the page's own script has had its turn by then.
    resident.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    resident.get_by_label("什么事，希望怎么办").fill("慢网络上的一件事。")
    resident.get_by_role("button", name="下一步").click()
    button = resident.locator("button.primary")
    assert button.inner_text() == "请稍等"
    assert button.get_attribute("aria-busy") == "true"
    assert resident.locator("textarea").input_value() == "慢网络上的一件事。"


def test_the_back_button_after_submitting_shows_the_page_and_sends_nothing_twice(person, county):
    resident = person(PHONE)
    code = raise_topic(resident, "按了返回再交一次的事。")
    resident.go_back()
    assert "看一遍，是这样吗？" in resident.locator("main").inner_text()
    press(resident, "是这样，交给议事室")
    assert code_on(resident) == code
    assert county.waiting("按了返回再交一次的事") == 1


def test_a_sign_in_that_ended_elsewhere_costs_no_words(person, county):
    topic, code = county.raise_topic("登录过期时正在问的那一件。")
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu", f"/desk/topics/{topic}/question")
    secretary.get_by_label("问题").fill("写到一半的问题。")
    other_tab = secretary.context.new_page()
    other_tab.goto("/desk")
    press(other_tab, "退出")
    press(secretary, "问提出人一句")
    assert "/sign-in" in secretary.url
    secretary.get_by_label("账号").fill("mishu")
    secretary.get_by_label("密码").fill(PASSWORD)
    press(secretary, "登录")
    assert secretary.url.endswith(f"/desk/topics/{topic}/question")
    assert secretary.get_by_label("问题").input_value() == "写到一半的问题。"
    press(secretary, "问提出人一句")
    assert secretary.evaluate("Object.keys(localStorage)") == [], "what has arrived is forgotten here"
    assert "写到一半的问题。" in status(person(PHONE), code)


def is_seen(part):
    """Whether all of it is on the screen, and nothing lies over it."""
    return part.evaluate("""part => {
        const box = part.getBoundingClientRect()
        const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && part.contains(middle)
    }""")


def test_that_the_network_is_gone_is_said_at_the_button_of_a_long_form_and_goes_again(person):
    resident = person({"viewport": {"width": 390, "height": 640}, "has_touch": True})
    resident.goto(f"/r/{ROOM}/raise")
    resident.get_by_label("什么事，希望怎么办").focus()
    resident.evaluate("scrollTo(0, document.body.scrollHeight)")
    resident.context.set_offline(True)
    note = resident.locator("[data-offline]")
    note.wait_for(state="visible")
    assert is_seen(note), "before anything is pressed"
    assert resident.get_by_label("什么事，希望怎么办").evaluate("field => field === document.activeElement")
    resident.get_by_role("button", name="下一步").press("Enter")
    assert note.evaluate("note => note === document.activeElement")
    resident.context.set_offline(False)
    note.wait_for(state="hidden")
    assert resident.get_by_role("button", name="下一步").evaluate("button => button === document.activeElement")


def test_a_lost_connection_costs_no_words(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}/raise")
    resident.get_by_label("什么事，希望怎么办").fill("网络断了也没丢的一件事。")
    resident.context.set_offline(True)
    resident.get_by_role("button", name="下一步").click()
    note = resident.locator("[data-offline]")
    assert is_seen(note) and "网络断了" in note.inner_text(), "where the thumb is"
    assert note.evaluate("note => note === document.activeElement"), "and where a screen reader reads"
    assert resident.get_by_label("什么事，希望怎么办").input_value() == "网络断了也没丢的一件事。"
    resident.context.set_offline(False)
    resident.goto(f"/r/{ROOM}/raise")
    assert resident.get_by_text("上次没写完的话还在").is_visible()
    assert resident.get_by_label("什么事，希望怎么办").input_value() == "网络断了也没丢的一件事。"
    press(resident, "下一步")
    resident.context.set_offline(True)
    resident.get_by_role("button", name="是这样，交给议事室").click()
    assert is_seen(note), "the second step tells it, too"
    assert "网络断了也没丢的一件事。" in resident.locator("main").inner_text()
    resident.context.set_offline(False)
    resident.locator("[data-offline]").wait_for(state="hidden")
    press(resident, "是这样，交给议事室")
    resident.goto(f"/r/{ROOM}/raise")
    assert resident.get_by_label("什么事，希望怎么办").input_value() == "", "the draft goes once it has arrived"


def test_an_answer_that_was_lost_and_a_second_scan_make_one_topic(person, county):
    resident = person(PHONE)
    said = "答复在路上丢了、又扫了一次码的事。"
    resident.goto(f"/r/{ROOM}/raise")
    write_topic(resident, said)
    answers = []

    def lose(route):
        answer = route.fetch(max_redirects=0)
        answers.append(answer)
        route.abort("aborted")

    resident.route(f"**/r/{ROOM}/topics", lose)
    with resident.expect_event("requestfailed"):
        resident.get_by_role("button", name="是这样，交给议事室").click()
    assert [answer.status for answer in answers] == [303], "the server took it"
    resident.unroute(f"**/r/{ROOM}/topics")

    resident.goto(f"/r/{ROOM}")
    press(resident, "提一个议题")
    assert resident.get_by_label("什么事，希望怎么办").input_value() == said, "the draft is still there"
    press(resident, "下一步")
    press(resident, "是这样，交给议事室")
    assert code_on(resident) in answers[0].headers["location"], "it is the topic that the server had"
    assert county.waiting(said[:7]) == 1

    # What has arrived is forgotten, with its name: the same words are a new topic from now on.
    resident.goto(f"/r/{ROOM}/raise")
    write_topic(resident, said)
    press(resident, "是这样，交给议事室")
    assert county.waiting(said[:7]) == 2


def test_two_secretaries_at_once_are_told_instead_of_overwriting(person, county):
    topic, _ = county.raise_topic("两个人同时在办的那一件。")
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu", f"/desk/topics/{topic}/solution")
    secretary.get_by_label("答复").fill("我这边已经办好。")
    county.act(topic, "pool")
    press(secretary, "已当场解决")
    assert "刚才有人改过" in secretary.locator("main").inner_text()
    assert secretary.get_by_label("答复").input_value() == "我这边已经办好。", "what was written is still there"
    press(secretary, "不办了，回去")
    assert "已进议题池" in secretary.locator("article").inner_text()


def test_a_record_of_a_kind_that_nobody_has_is_not_found(person):
    resident = person(PHONE)
    for path in ("/nowhere", "/r/NOROOM99", "/topics/0000000000000", "/status/1111-1111-1111"):
        assert resident.goto(path).status == 404, path
        assert "没有找到" in resident.get_by_role("heading", level=1).inner_text()
        assert resident.get_by_role("link", name="回到首页").count() == 1
