# SPDX-License-Identifier: Apache-2.0
"""Many cases dealt with at once: found, looked over, turned down together, and taken back."""

from conftest import DESKTOP, PHONE
from walks import press, raise_topic, sign_in, status


def test_spam_is_found_turned_down_together_and_taken_back(person):
    resident, page = person(PHONE), person(PHONE)
    codes = [raise_topic(resident, f"加微信送鸡蛋，第{number}批。") for number in (1, 2, 3)]
    sign_in(page, "mishu2", "/desk/bulk/topics/rejection")
    assert page.locator("input[type=checkbox]:checked").count() == 0
    page.get_by_label("只看说到这几个字的").fill("送鸡蛋")
    press(page, "找出来")
    assert page.locator("input[type=checkbox]:checked").count() == 3, "what was looked for is ticked"
    page.get_by_label("加微信送鸡蛋，第2批").uncheck()
    page.get_by_label("广告、灌水等无关内容").check()
    press(page, "不受理")
    assert page.locator("input[type=checkbox]:checked").count() == 2, "a missing word loses no ticks"
    assert page.get_by_label("只看说到这几个字的").input_value() == "送鸡蛋", "nor what was looked for"
    page.get_by_label("向提出人说明").fill("和议事没有关系。")
    press(page, "不受理")
    assert "办好了2件" in page.locator("main").inner_text()
    assert "不受理" in status(resident, codes[0]) and "不受理" not in status(resident, codes[1])

    page.goto("/desk/bulk/topics/reconsideration?words=送鸡蛋")
    page.get_by_label("为什么重新受理").fill("确实是村里送鸡蛋的事，看错了。")
    press(page, "撤销不受理")
    assert "办好了2件" in page.locator("main").inner_text()
    assert "看错了" in status(resident, codes[0])


def test_whoever_leaves_hands_over_on_one_page(person):
    page = person(DESKTOP)
    sign_in(page, "zhujian", "/desk/items?part=working")
    press(page, "成批：换人负责")
    count = page.locator("input[type=checkbox]").count()
    assert count > 1
    page.get_by_label("只看现在归他的").select_option(label="高远舟")
    press(page, "找出来")
    assert page.locator("input[type=checkbox]:checked").count() == count
