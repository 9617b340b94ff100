# SPDX-License-Identifier: Apache-2.0
"""Who is about to say what was said before."""

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from walks import press, write_topic


def test_who_raises_the_same_sees_what_was_said_and_joins(person):
    resident = person(PHONE)
    resident.goto(f"/r/{ROOM}")
    press(resident, "提一个议题")
    write_topic(resident, "請問老舊小區加裝電梯，一樓不同意怎麼辦？")
    similar = resident.get_by_role("region", name="是不是这几件里的一件？")
    first = similar.get_by_role("listitem").first
    assert "加装电梯" in first.locator("mark").first.inner_text()
    assert resident.get_by_role("button", name="是这样，交给议事室").is_visible()
    first.get_by_role("link").first.click()
    resident.wait_for_url("**/topics/*")
    assert "电梯" in resident.locator("h1").inner_text()


def test_search_finds_one_character_in_either_script_and_marks_it(person):
    reader = person(DESKTOP)
    reader.goto("/topics")
    reader.get_by_label("找一找").fill("燈")
    press(reader, "查找")
    assert reader.locator("main mark").count() > 0
    assert {mark.inner_text() for mark in reader.locator("main mark").all()} == {"灯"}
    assert "q=" in reader.url


@pytest.mark.parametrize("is_elder", [False, True])
def test_the_button_stays_at_the_edge_with_what_sending_states(person, is_elder):
    resident = person(PHONE)
    if is_elder:
        resident.goto(f"/elder?on=1&back=/r/{ROOM}")
    resident.goto(f"/r/{ROOM}")
    press(resident, "提一个议题")
    write_topic(resident, "請問老舊小區加裝電梯，一樓不同意怎麼辦？")
    height = resident.evaluate("() => document.documentElement.scrollHeight")
    assert height > PHONE["viewport"]["height"] + 200, "there is something to scroll"
    looks = []
    for top in range(0, height, 100):
        looks.append(resident.evaluate("""top => {
            window.scrollTo(0, top)
            return ["button", "p"].map(name => {
                const part = document.querySelector(`.thumb ${name}`), box = part.getBoundingClientRect()
                const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
                return box.top >= 0 && box.bottom <= innerHeight && part.contains(middle)
            })
        }""", top))
    assert all(button for button, _ in looks), "wherever one reads, the button is at the thumb"
    assert all(line for _, line in looks), "and never without the line"
    assert "满14周岁" in resident.locator(".thumb p").inner_text()
    # It leaves most of the screen to what is read.
    assert resident.evaluate("document.querySelector('.thumb').offsetHeight") < PHONE["viewport"]["height"] / 3
