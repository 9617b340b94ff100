# SPDX-License-Identifier: Apache-2.0
"""The main job, by everybody whose part it is: from the scanned code to the people's word, and into the next round."""

import datetime
import re

import pytest

import papers
from conftest import DESKTOP, PHONE
from walks import answer, do, open_waiting, press, raise_topic, sign_in, status

ZONE_ROOM = "KFQ00001"
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()

# All who were invited are there.
EVERYBODY = re.compile(r"到会(\d+)/\1人")


def day(days):
    return str(TODAY + datetime.timedelta(days=days))


def main(page):
    return page.locator("main").inner_text()


def chip(page):
    """The open record's state."""
    return page.locator("article .chip").first.inner_text().strip()


def flash(page):
    """What the desk says of what was just done."""
    return page.locator("main .note").first.inner_text()


def trace(page):
    return page.locator("#trace ~ .trace, .trace").last.inner_text()


def acts(page):
    """What the buttons say that the open record offers, without the keys that press them."""
    return [word.strip() for word in page.locator(".cando .btn > span").all_inner_texts()]


@pytest.mark.parametrize(
    ("name", "device", "scripts"), [("手机", PHONE, True), ("电脑", DESKTOP, True), ("旧手机", PHONE, False)],
    ids=["phone", "desktop", "without-scripts"])
def test_from_the_scanned_code_to_the_peoples_word_and_into_the_next_round(
        person, zone, tmp_path, name, device, scripts):
    def somebody(sign_in_as=None):
        page = person(device, scripts=scripts, base_url=zone)
        if sign_in_as:
            sign_in(page, sign_in_as)
        return page

    title = f"东门路口装红绿灯（{name}）"
    resident, neighbour, third = somebody(), somebody(), somebody()
    secretary, convener = somebody("zone-mishu"), somebody("zone-zhaojiren")
    member, officer = somebody("zone-weiyuan"), somebody("zone-danwei")

    # Two residents have the same trouble.
    said = f"东门路口没有红绿灯（{name}）。老王家的孩子差点被撞，希望装一个。"
    code = raise_topic(resident, said, "东门路口", ZONE_ROOM)
    double = raise_topic(neighbour, f"东门那个路口太乱（{name}），装个红绿灯吧。", room=ZONE_ROOM)
    assert "秘书筛选并答复" in resident.goto(f"/status/{code}").text()

    # The secretary accepts, words it for the public, and merges the double into it.
    open_waiting(secretary, f"东门路口没有红绿灯（{name}）")
    topic = re.search(r"/desk/topics/\w+", secretary.url)[0]
    assert said in main(secretary)
    do(secretary, "受理，放进议题池", 类别="道路交通")
    assert chip(secretary) == "已进议题池"
    do(secretary, "公开一段文字", 公开标题=title, 公开文字="东门路口没有红绿灯，早晚高峰人车混行，希望加装。")
    open_waiting(secretary, f"东门那个路口太乱（{name}）")
    press(secretary, "并入另一件")
    answer(secretary, {"并入哪一件": title})
    press(secretary, "并入另一件")
    assert chip(secretary) == "已并案"
    assert "和另一件同样的事一起办" in status(neighbour, double)

    # A third person reads it and says that it is theirs too; the same phone counts once.
    third.goto("/topics")
    press(third, title)
    public = third.url
    assert "老王" not in third.content() and code not in third.content()
    do(third, "这也是我的事", 手机号="13800000002")
    assert "记下了，谢谢您" in main(third)
    assert "记下了" not in neighbour.goto(public).text(), "thanks are for one reader"
    assert "1人说这也是他们的事" in main(third)
    do(third, "这也是我的事", 手机号="138 0000 0002")
    assert "1人说这也是他们的事" in main(third)

    # No research, no session. The member sees it first and brings a photo and a document from the visit.
    convener.goto(topic)
    do(convener, "选定为协商议题")
    press(convener, "请委员调研")
    answer(convener, {"委员": "纪晚晴", "最晚哪天": day(7)})
    press(convener, "请委员调研")
    assert chip(convener) == "正在调研" and "纪晚晴" in main(convener)
    member.goto("/desk")
    assert title in member.locator(".queue li").first.inner_text()
    with member.expect_navigation():
        member.locator(".queue a").first.click()
    press(member, "交调研记录")
    answer(member, {
        "去了哪里，听了谁说": "早高峰在路口看了一小时，问了12位职工。", "看到什么": "一小时过车640辆，行人抢行21次。",
        "建议怎么办": "先划斑马线，再装信号灯。",
        "照片和材料": [papers.photo(tmp_path / "路口早高峰.png"), papers.document(tmp_path / "车流统计.pdf")],
    })
    press(member, "交调研记录")
    assert chip(member) == "等开协商会"
    assert "照片和材料（2个）" in main(member) and "车流统计.pdf" in main(member)
    with member.expect_download() as saved:
        member.get_by_role("link", name="车流统计.pdf").click()
    assert saved.value.suggested_filename == "车流统计.pdf"
    picture = zone + member.get_by_role("link", name="路口早高峰").get_attribute("href")
    assert member.goto(picture).headers["content-type"] == "image/jpeg"
    assert "/sign-in" in third.goto(picture).url, "nobody else opens them"
    convener.goto(topic)
    assert "一小时过车640辆" in main(convener)
    for reader in (third, officer):
        words = reader.goto(public).text()
        assert "委员交了调研记录" in words and "640辆" not in words

    # A session: planned, announced, its circle complete, held.
    secretary.goto("/desk/sessions")
    press(secretary, "安排一场会")
    meeting = f"东门路口怎样更安全（{name}）"
    answer(secretary, {"会议名称": meeting, title: True, "哪天": day(0), "几点": "23:30", "在哪里": "开发区服务中心三楼"})
    press(secretary, "安排一场会")
    session = re.search(r"/desk/sessions/\w+", secretary.url)[0]
    assert chip(secretary) == "已计划" and "公告这场会" not in acts(secretary)
    convener.goto(session)
    do(convener, "公告这场会")
    assert chip(convener) == "已公告"
    assert "定了开协商会" in status(resident, code) and "定了开协商会" in status(neighbour, double)
    secretary.goto(session)
    assert "还缺：" in main(secretary)
    for category, names in (
            ("部门负责人", "建设局老高"), ("基层组织负责人", "园区党工委老吴"), ("群众代表", "职工小陈 13800000003\n门卫大叔")):
        do(secretary, "请人参加", **{category: True, "姓名": names})
    press(secretary, "请人参加")
    answer(secretary, {"政协委员": True, "政协委员（从名单里选）": "纪晚晴"})
    press(secretary, "请人参加")
    assert "还缺：" not in main(secretary) and "到会0/5人" in main(secretary)
    press(secretary, "材料已发，准备好了")
    press(secretary, "材料已发，准备好了")
    assert chip(secretary) == "已就绪"
    do(secretary, "开始")
    press(secretary, "签到")
    for who in ("纪晚晴", "建设局老高", "园区党工委老吴", "职工小陈"):
        secretary.get_by_label(who).check()
    press(secretary, "签到")
    assert "到会4/5人" in main(secretary)
    assert secretary.locator(".cando .btn.primary").inner_text() == "签到", "one is still to come"
    press(secretary, "记一条意见")
    answer(secretary, {"谁说的": "职工小陈", "建议": True, "说了什么": "先划斑马线，灯慢慢装也行。"})
    press(secretary, "记一条意见")
    assert "职工小陈" in trace(secretary)
    convener.goto(session)
    press(convener, "结束，写明结果")
    answer(convener, {"形成一致意见": True})
    convener.get_by_label("谈成了什么").fill("两周内划线，一个月内装灯。")
    press(convener, "结束，写明结果")
    assert chip(convener) == "已结束，待写纪要"

    # The minutes begin from what was recorded; somebody objects, they are written anew, then confirmed.
    secretary.goto(session)
    press(secretary, "写纪要")
    draft = secretary.get_by_label("纪要").input_value()
    assert "开发区服务中心三楼" in draft and "群众代表1" in draft and "两周内划线" in draft
    press(secretary, "写纪要")
    assert chip(secretary) == "纪要征求意见"
    member.goto(session)
    do(member, "对纪要提异议", 异议="先划线，再说装灯。")
    assert "确认纪要" not in acts(member)
    secretary.goto(session)
    assert "有1条异议" in main(secretary)
    do(secretary, "写纪要", 纪要=draft + "\n先划斑马线，再装信号灯。")
    convener.goto(session)
    do(convener, "确认纪要")
    assert chip(convener) == "纪要已确认"
    assert "签发成果" not in acts(convener) and "还不能“签发成果”：谈成了的议题都要有事项" in main(convener)

    # The outcome: one unit, one person, dated milestones.
    secretary.goto(session)
    do(secretary, "写一件事项", 哪个议题=title, 办什么事=f"东门路口划斑马线、装信号灯（{name}）。", 承办单位="开发区建设管理局",
       责任人="钟立言", 时间节点=f"{day(14)} 划好斑马线\n{day(30)} 装好信号灯")
    assert "开发区建设管理局" in main(secretary)
    convener.goto(session)
    do(convener, "签发成果")
    assert chip(convener) == "成果已签发"
    item = convener.locator("main a[href*='/desk/items/']").first.get_attribute("href")
    assert "公布协商结果" in status(resident, code) and "两周内划线" in main(resident)

    # The unit signs for it, tells how far it is, and reports. It never reads what the residents said.
    secretary.goto(item)
    do(secretary, "交给承办单位")
    officer.goto("/desk")
    with officer.expect_navigation():
        officer.locator(".queue a", has_text=f"装信号灯（{name}）").first.click()
    assert chip(officer) == "待签收" and "老王" not in officer.content()
    do(officer, "签收")
    assert chip(officer) == "已签收"
    press(officer, "写进展")
    assert f"1. {day(14)} 划好斑马线" in main(officer)
    answer(officer, {"进展": "斑马线划好了。", "到了哪个节点": "1. "})
    press(officer, "写进展")
    assert "斑马线划好了。" in status(resident, code)
    report(officer, "斑马线和信号灯都装好了，今天通电。")
    assert "都装好了" not in third.goto(public).text(), "nobody reads a report before it is verified"

    # It is verified, and the people concerned say whether it is really solved: by tracking code, or by a slip.
    secretary.goto(item)
    do(secretary, "核实，请大家确认")
    assert "0/4人答复" in main(secretary)
    assert "办结" not in acts(secretary) and "还不能“办结”：还有人没有答复" in main(secretary)
    assert "轮到您了" in status(resident, code) and "都装好了" in main(resident)
    confirm(resident, "解决了", "满意")
    assert "您说过：解决了" in main(resident)
    status(neighbour, double)
    confirm(neighbour, "解决了一部分", "基本满意")
    used = hand_out_slips(secretary, item, third, "没有解决", "不满意")
    assert third.goto(used).status == 404, "a slip works once"
    third.goto(public)
    assert "4/4人答复：解决了1人、解决了一部分1人、没有解决2人" in main(third)
    secretary.goto(item)
    do(secretary, "办结")
    assert chip(secretary) == "已办结"
    assert "大家说：4/4人答复" in status(resident, code) and "办结了" in main(resident)

    # Not solved after all: done again, asked again, closed again; this time everybody confirms it.
    secretary.goto(item)
    do(secretary, "没有真解决，重办", 为什么重办="信号灯早高峰常灭，大家要求重办。")
    assert "重新办理" in status(resident, code) and "信号灯早高峰常灭" in main(resident)
    officer.goto(item)
    report(officer, "换了控制器，连续一周没有再灭。")
    secretary.goto(item)
    do(secretary, "核实，请大家确认")
    for submitter, own in ((resident, code), (neighbour, double)):
        status(submitter, own)
        confirm(submitter, "解决了", "满意")
    hand_out_slips(secretary, item, third, "解决了", "满意")
    secretary.goto(item)
    do(secretary, "办结")
    assert chip(secretary) == "已解决，大家确认"
    assert "4/4人答复：解决了4人" in main(secretary)

    # The end of one round opens the next, and everybody reads the whole way in plain words.
    convener.goto(topic)
    do(convener, "开下一轮协商", 有什么变化="灯装好了，晚高峰又堵车，这一轮商量左转车道。")
    assert "开了下一轮协商" in trace(convener)
    with convener.expect_navigation():
        convener.locator("dt:text-is('下一轮') + dd a").click()
    assert "第2轮" in main(convener) and "这一轮商量左转车道" in main(convener)
    assert chip(convener) == "已进议题池" and "选定为协商议题" in acts(convener)
    told = status(resident, code)
    way = (
        "您提出议题", "受理，放进议题池", "选定为协商议题", "委员交了调研记录", "定了开协商会", "协商会谈成了", "公布协商结果", "交给开发区建设管理局",
        "开发区建设管理局签收", "到了第1个节点", "已核实，请大家确认", "这件事办结。大家说：4/4人答复", "没有真解决，重办", "换了控制器",
        "大家说：4/4人答复：解决了4人", "开了下一轮协商",
    )
    places = [told.find(step, told.find("一步一步走到哪了")) for step in way]
    assert -1 not in places, way[places.index(-1)]
    shared = third.goto(public).text()
    assert "开了下一轮协商" in shared and "老王" not in shared and code not in shared
    assert "公布协商结果" in status(neighbour, double)


def report(officer, text):
    """The unit says that it is done."""
    press(officer, "报告办理结果")
    answer(officer, {"采纳": True, "解决了": True, "怎样办的；没有采纳的，说明理由": text})
    press(officer, "报告办理结果")
    assert chip(officer) == "已报告，待核实"


def confirm(page, outcome, rating):
    """One of the people concerned says whether it is solved, and how they were treated."""
    answer(page, {outcome: True, rating: True})
    press(page, "就这样说")


def hand_out_slips(secretary, item, person, outcome, rating):
    """A slip for each who has no tracking code, opened twice and spent once; the last address."""
    address = None
    for _ in range(2):
        secretary.goto(item)
        press(secretary, "发确认条")
        address = secretary.locator(".slip .address").inner_text()
        for _ in range(2):
            assert person.goto(address).ok, "who looks first spends nothing"
        confirm(person, outcome, rating)
        assert "谢谢您" in main(person)
    secretary.goto(item)
    assert secretary.get_by_role("button", name="发确认条").count() == 0
    return address


def test_a_submitter_has_erased_what_was_said(person, zone):
    resident, officer, secretary = (person(PHONE, base_url=zone) for _ in range(3))
    code = raise_topic(resident, "我家住在三号楼，楼道灯坏了，我摔过一跤。", room=ZONE_ROOM)
    press(resident.goto(f"/status/{code}") and resident, "查阅、更正或删除")
    press(resident, "不想留着，申请删除")
    press(resident, "申请删除我说过的话")
    assert "您申请删除说过的话" in main(resident) and "三号楼" in main(resident)
    sign_in(officer, "zone-yinsi")
    with officer.expect_navigation():
        officer.locator(".queue a").first.click()
    press(officer, "删除")
    press(officer, "删除")
    assert chip(officer) == "已照办"
    told = status(resident, code)
    assert "按您的要求已删除" in told and "三号楼" not in resident.content()
    sign_in(secretary, "zone-mishu")
    secretary.goto("/desk/topics?limit=100")
    assert "三号楼" not in secretary.content()


def test_a_record_offers_what_comes_next_and_no_more(person):
    convener, secretary = person(PHONE), person(PHONE)
    sign_in(convener, "zhaojiren2", "/desk/sessions?part=upcoming")
    with convener.expect_navigation():
        convener.locator(".queue li", has_text="改期").locator("a").click()
    assert "定新日子并公告" in acts(convener)
    assert convener.locator("article .cannot").count() == 0, "what is far off is not explained yet"
    sign_in(secretary, "mishu3", "/desk/sessions?part=today")
    with secretary.expect_navigation():
        secretary.locator(".queue li", has_text="正在开").locator("a").click()
    if not EVERYBODY.search(main(secretary)):
        press(secretary, "签到")
        for box in secretary.locator("main input[type=checkbox]").all():
            box.check()
        press(secretary, "签到")
    assert EVERYBODY.search(main(secretary))
    assert secretary.locator(".cando .btn.primary").count() == 0, "nobody is left to check in"
    press(secretary, "签到")
    assert "现在没有可以选的" in main(secretary)
