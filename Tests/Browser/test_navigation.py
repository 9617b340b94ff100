# SPDX-License-Identifier: Apache-2.0
"""The desk's navigation on a phone: a few places at the thumb, the others one tap away, and always the one where somebody is."""

import pytest

from conftest import DESKTOP, PHONE
from looks import sideways, violations
from walks import sign_in

# At the edge of the screen: what can be touched, each with what is read and how large it is.
TOUCHED = """() => [...document.querySelectorAll('.nav a, .nav summary')].filter((e) => e.checkVisibility
    ? e.checkVisibility({contentVisibilityAuto: true}) && e.getClientRects().length : e.getClientRects().length)
    .map((e) => { const box = e.getBoundingClientRect(); return [e.innerText.trim(), box.width, box.height]; })"""


def words(touched):
    return [word.split("\n")[0] for word, _, _ in touched]


@pytest.mark.parametrize("elder", [False, True], ids=["usual", "elder"])
def test_a_secretary_has_a_few_places_at_the_thumb(person, elder):
    secretary = person(PHONE)
    if elder:
        secretary.goto("/elder?on=1&back=/sign-in")
    sign_in(secretary, "mishu")
    addresses = secretary.locator(".nav > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(addresses) > 5, "a secretary's places are more than fit"
    for address in addresses:
        secretary.goto(address)
        touched = secretary.evaluate(TOUCHED)
        assert len(touched) == 5 and "更多" in words(touched)[-1], (address, touched)
        assert all(width >= 44 and height >= 44 for _, width, height in touched), (address, touched)
        assert secretary.locator(".nav > a[aria-current=page]").is_visible(), address
    assert sideways(secretary, "navigation") == []


def test_the_other_places_open_by_touch_and_by_keyboard(person):
    secretary = person(PHONE)
    sign_in(secretary, "mishu")
    secretary.locator(".nav summary").click()
    everything = secretary.evaluate(TOUCHED)
    assert len(everything) == len(set(words(everything))), "no place stands twice"
    assert len(everything) == secretary.locator(".nav > a").count() + 1
    assert all(height >= 44 for _, _, height in everything), everything
    assert violations(secretary) == []
    assert sideways(secretary, "navigation opened") == []
    secretary.locator("h1").first.click()
    assert not secretary.locator(".nav details").evaluate("e => e.open"), "a tap beside it"
    secretary.locator(".nav summary").press("Enter")
    assert secretary.get_by_role("link", name="征集").is_visible()
    secretary.keyboard.press("Escape")
    assert secretary.get_by_role("link", name="征集").count() == 0
    assert secretary.evaluate("document.activeElement.localName") == "summary"
    secretary.keyboard.press("Enter")
    secretary.get_by_role("link", name="征集").press("Enter")
    secretary.wait_for_url("**/desk/deliberations*")
    assert secretary.locator(".nav > a[aria-current=page]").inner_text().strip() == "征集"


def test_without_scripts_it_opens_too(person):
    secretary = person(PHONE, scripts=False)
    sign_in(secretary, "mishu")
    secretary.locator(".nav summary").click()
    with secretary.expect_navigation():
        secretary.get_by_role("link", name="接待日").click()
    assert "/desk/receptions" in secretary.url


def test_on_a_desk_all_stand_beside_the_page(person):
    secretary = person(DESKTOP)
    sign_in(secretary, "mishu")
    assert secretary.locator(".nav details").is_hidden()
    links = secretary.locator(".nav > a")
    assert all(links.nth(place).is_visible() for place in range(links.count()))
