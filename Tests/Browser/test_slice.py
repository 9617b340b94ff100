# SPDX-License-Identifier: Apache-2.0
"""From a scanned code to an answer, as people go through it."""

import re

from conftest import DESKTOP, PHONE
from county import ROOM
from walks import open_waiting, press, raise_topic, sign_in, status


def test_a_topic_goes_from_the_scanned_code_to_the_pool_and_its_submitter_sees_each_step(person):
    resident, secretary, stranger = person(PHONE), person(DESKTOP), person(PHONE)
    said = "健身路边的秋千断了一根绳。王某某家的孩子摔过一次，希望修好。"
    code = raise_topic(resident, said, "杨柳苑小广场")

    resident.goto(f"/r/{ROOM}")
    resident.get_by_label("查进度").fill(code.lower().replace("-", ""))
    press(resident, "查询")
    assert resident.url.endswith(f"/status/{code}")
    assert "秘书筛选并答复" in resident.locator("li.now").inner_text()

    sign_in(secretary, "mishu")
    open_waiting(secretary, "健身路边的秋千断了一根绳")
    assert said in secretary.locator("article").inner_text()
    press(secretary, "问提出人一句")
    secretary.get_by_label("问题").fill("请问是靠南的那个秋千吗？")
    press(secretary, "问提出人一句")
    assert "已把问题带给提出人" in secretary.locator("main .note").first.inner_text()

    assert "请问是靠南的那个秋千吗？" in status(resident, code)
    resident.get_by_label("您的回答").fill("是的，靠南的那个。")
    press(resident, "回答议事室")
    assert "您作了补充" in resident.locator(".trace").inner_text()
    assert resident.get_by_label("您的回答").count() == 0

    open_waiting(secretary, "健身路边的秋千断了一根绳")
    assert "是的，靠南的那个。" in secretary.locator(".trace").inner_text()
    press(secretary, "公开一段文字")
    assert secretary.get_by_label("公开文字").input_value() == said
    secretary.get_by_label("公开标题").fill("小广场秋千断绳，孩子摔倒")
    secretary.get_by_label("公开文字").fill("小广场一处秋千断绳，已有孩子摔倒，希望修好。")
    press(secretary, "公开一段文字")
    press(secretary, "受理，放进议题池")
    secretary.get_by_label("类别").select_option(label="安全消防")
    press(secretary, "受理，放进议题池")
    assert "已进议题池" in secretary.locator("article .chip").inner_text()

    words = status(resident, code)
    assert "议事室公开了这件事" in words and "受理，放进议题池" in words and "召集人选定议题" in words

    stranger.goto("/topics")
    assert stranger.get_by_role("link", name="小广场秋千断绳，孩子摔倒").count() == 1
    stranger.get_by_label("找一找").fill("秋千")
    press(stranger, "查找")
    press(stranger, "小广场秋千断绳，孩子摔倒")
    assert "已有孩子摔倒，希望修好" in stranger.locator("main").inner_text()
    assert "王某某" not in stranger.content() and code not in stranger.content()
    stranger.goto("/topics?q=王某某")
    assert "没有找到" in stranger.locator("main").inner_text()


def test_a_refused_topic_names_its_ground_and_where_to_go_instead(person, county):
    resident, secretary = person(PHONE), person(DESKTOP)
    _, code = county.raise_topic("邻居两家为一堵墙吵架，想请人评理。")
    sign_in(secretary, "mishu")
    open_waiting(secretary, "邻居两家为一堵墙吵架")
    press(secretary, "不受理")
    secretary.get_by_label("只涉及个人或家庭的私事").check()
    secretary.get_by_label("向提出人说明").fill("这是两家之间的事，调解员可以上门。")
    press(secretary, "不受理")
    assert "不受理" in secretary.locator("article .chip").inner_text()
    words = status(resident, code)
    assert "这是两家之间的事，调解员可以上门。" in words
    assert "可到社区人民调解委员会申请调解" in words


def test_a_topic_solved_on_the_spot_shows_the_answer(person, county):
    resident, secretary = person(PHONE), person(DESKTOP)
    _, code = county.raise_topic("四号楼单元门关不上。")
    sign_in(secretary, "mishu2")
    open_waiting(secretary, "四号楼单元门关不上")
    press(secretary, "已当场解决")
    secretary.get_by_label("答复").fill("物业今天换了闭门器。")
    press(secretary, "已当场解决")
    assert "物业今天换了闭门器。" in status(resident, code)


def test_a_late_answer_is_called_late(person, county):
    stranger = person(PHONE)
    county.act(county.first("overdue"), "review", title="雨天积水到小腿", body="小区一下大雨就积水，希望疏通。")
    stranger.goto("/topics")
    assert stranger.locator(".cards li", has_text="已经超期").count() > 0
    stated = stranger.locator(".cards li", has_text="等待筛选").all_inner_texts()
    assert all("前答复" in words for words in stated)


def test_convener_and_leader_read_but_do_not_screen(person, county):
    topic, _ = county.raise_topic("河堤护栏松了两段。")
    # What a topic is about a convener may say, too.
    for name, acts in (("zhaojiren", ["归类"]), ("lingdao", [])):
        reader = person(DESKTOP)
        sign_in(reader, name, f"/desk/topics/{topic}")
        assert "河堤护栏松了两段。" in reader.locator("article").inner_text()
        assert [each.split()[0] for each in reader.locator(".cando a, .cando button").all_inner_texts()] == acts
        assert reader.locator("article form").count() == 0
        assert reader.goto(f"/desk/topics/{topic}/rejection").status == 404


def test_the_secretary_of_one_room_does_not_see_another_room(person):
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu2")
    secretary.goto("/desk/topics?limit=100")
    elsewhere = secretary.locator(".queue li", has_text="桂花苑").locator("a").first.get_attribute("href")
    own = person(DESKTOP)
    sign_in(own, "mishu")
    own.goto("/desk/topics?limit=100")
    assert own.locator(".queue li").count() > 0
    assert own.locator(".queue li", has_text="桂花苑").count() == 0
    assert own.goto(elsewhere).status == 404


def test_after_signing_out_the_desk_is_closed(person):
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu")
    press(secretary, "退出")
    assert "/sign-in" in secretary.url
    secretary.goto("/desk/topics")
    assert "/sign-in" in secretary.url
    secretary.go_back()
    secretary.go_back()
    assert secretary.locator(".queue").count() == 0


def test_the_two_committees_of_one_installation_do_not_see_each_other(person, base, county):
    _, code = county.raise_topic("只在县里看得到的事。")
    neighbour = person(PHONE)
    zone = re.sub(r"127\.0\.0\.1", "zone.localhost", base)
    neighbour.goto(f"{zone}/")
    assert "安澜经济开发区" in neighbour.locator("main").inner_text()
    assert neighbour.goto(f"{zone}/status/{code}").status == 404
    assert neighbour.goto(f"{zone}/r/{ROOM}").status == 404
