# SPDX-License-Identifier: Apache-2.0
"""A proposal, by everybody whose part it is: written, filed, assigned, signed for, talked over, answered, and judged."""

import datetime

from conftest import DESKTOP, PHONE
from walks import answer, choose, do, press, send, sign_in

SUBJECT = "关于修复县城盲道的提案"
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
CHECKS = ("一事一案", "有情况、有分析、有具体建议", "属于本级职权范围", "不含国家秘密", "不是个人私事", "签名、盖章齐全")


def main(page):
    return page.locator("main").inner_text()


def written(member):
    """A draft that is whole; its address."""
    sign_in(member, "weiyuan")
    member.goto("/desk/proposals")
    press(member, "写提案")
    for part, words in {
            "情况": "县城三条主路的盲道断了21处，最长一段断了300米。", "分析": "盲道归三家管，坏了没有人牵头修。",
            "建议": "请县住房城乡建设局年底前修好21处盲道，每年查一次。"}.items():
        member.get_by_role("textbox", name=part).fill(words)
    answer(member, {
        "案由": SUBJECT, "县住房城乡建设局": True, "是不是只说一件事": "只说一件事", "是否同意公开": "同意全文公开",
    })
    send(member, "存草稿")
    return member.url.split("?")[0]


def handled(officer, office, title):
    """Signed for, talked over, drafted, checked, sent."""
    sign_in(officer, "zhujian")
    officer.goto("/desk/assignments")
    with officer.expect_navigation():
        officer.locator(".queue a", has_text=title).first.click()
    case = officer.url.split("?")[0]
    do(officer, "签收")
    assert "办理中" in main(officer)
    officer.goto(f"{case}/contact")
    answer(officer, {"哪天": str(TODAY), "和谁谈的、说了什么": "和沈知秋委员一起走了一遍三条路，商定分两批修。"})
    choose(officer, "怎样联系的", "面商")
    choose(officer, "单位领导参加了吗", "是")
    choose(officer, "提案者同意打算怎么办（办后是：办得怎样）吗", "同意")
    send(officer, "记联系")
    officer.goto(f"{case}/draft")
    answer(officer, {"答复": "21处盲道已列入今年的修缮计划，分两批修，年底前全部修好。"})
    choose(officer, "办理结果", "A类")
    choose(officer, "能不能公开", "可以公开")
    send(officer, "写答复")
    office.goto(case)
    do(office, "审核通过")
    officer.goto(f"{case}/sending")
    answer(officer, {"签发人": "局长 高远舟", "签发日期": str(TODAY)})
    choose(officer, "是不是主要负责人", "是")
    send(officer, "签发答复")
    assert "已答复" in main(officer) and f"安建提复〔{TODAY.year}〕" in main(officer)


def test_a_proposal_goes_from_its_first_word_to_what_its_author_says_of_the_reply(person):
    member, office, officer, stranger = person(PHONE), person(DESKTOP), person(DESKTOP), person(PHONE)
    proposal = written(member)
    assert SUBJECT in main(member) and "草稿" in main(member)
    do(member, "提交审查")
    assert "审查中" in main(member)

    sign_in(office, "tian")
    office.goto(f"{proposal}/filing")
    for check in CHECKS:
        choose(office, check, "是")
    send(office, "立案")
    assert "已立案" in main(office)
    office.goto(f"{proposal}/assignment")
    answer(office, {"主办单位": "县住房城乡建设局"})
    send(office, "交办")
    assert "办理中" in main(office)

    handled(officer, office, SUBJECT)
    member.goto(proposal)
    assert "分两批修" in main(member)
    member.goto("/desk/opinions")
    with member.expect_navigation():
        member.locator(".queue a", has_text=SUBJECT).first.click()
    press(member, "说意见")
    choose(member, "办理态度", "满意")
    choose(member, "办理结果", "基本满意")
    answer(member, {"您想说的": "说到做到就好。"})
    send(member, "说意见")
    assert "您的意见记下了" in main(member)

    office.goto(proposal)
    do(office, "办结")
    assert "已办结" in main(office)
    # Nobody reads it before the office has worded it for the public.
    stranger.goto("/proposals")
    assert SUBJECT not in main(stranger)


def test_what_is_missing_is_said_anew_while_one_writes(person):
    member = person(DESKTOP)
    sign_in(member, "weiyuan")
    member.goto("/desk/proposal")
    beside = member.locator("aside[data-refreshed]")
    assert "还没有写案由" in beside.inner_text() and "还没有写分析" in beside.inner_text()
    member.get_by_role("textbox", name="案由").fill("关于老旧小区加装电梯的提案")
    member.get_by_role("textbox", name="分析").fill("一楼不同意，没有人牵头商量。")
    beside.get_by_text("还没有写分析").wait_for(state="detached")
    assert "还没有写案由" not in beside.inner_text() and "有关的议题" in beside.inner_text()
    assert beside.locator('[data-share="k2"]').inner_text() == "100"
    # The bar goes on following every key.
    member.get_by_role("textbox", name="情况").fill("一楼不同意，没有人牵头商量。")
    assert beside.locator('[data-share="k2"]').inner_text() == "50"
    assert member.url.endswith("/desk/proposal"), "nothing was saved"


def test_what_was_not_saved_is_put_back_and_covers_nothing_newer(person):
    member, elsewhere = person(PHONE), person(DESKTOP)
    sign_in(member, "weiyuan")
    member.goto("/desk/proposal")
    member.get_by_role("textbox", name="案由").fill("关于公园步道装灯的提案")
    send(member, "存草稿")
    form = member.url.split("?")[0] + "/text"
    member.goto("/desk/proposal")
    assert member.get_by_role("textbox", name="案由").input_value() == "", "what has arrived is no draft of the next one"

    def analysis(page):
        return page.get_by_role("textbox", name="分析")

    member.goto(form)
    analysis(member).fill("写到一半的分析。")
    member.goto("/desk/proposals")
    member.goto(form)
    assert "上次没存上的话放回来了（分析）" in main(member) and analysis(member).input_value() == "写到一半的分析。"

    sign_in(elsewhere, "weiyuan")
    elsewhere.goto(form)
    analysis(elsewhere).fill("在电脑上存下的分析。")
    send(elsewhere, "存草稿")
    member.goto(form)
    assert analysis(member).input_value() == "在电脑上存下的分析。", "nothing newer is covered"
    assert "这台设备上还有没存上的话（分析）" in main(member)
    member.get_by_role("button", name="和这里的对换").click()
    assert analysis(member).input_value() == "写到一半的分析。"
    send(member, "存草稿")
    assert "草稿已存下" in member.locator("body").inner_text() and "写到一半的分析。" in main(member)
    assert member.evaluate("Object.keys(localStorage)") == [], "what has arrived is forgotten here"
