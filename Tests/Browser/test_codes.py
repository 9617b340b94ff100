# SPDX-License-Identifier: Apache-2.0
"""The codes to scan: a decoder reads them from the picture of the page."""

import re
import shutil
import subprocess

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from walks import raise_topic


def read(page, tmp_path):
    """What a camera reads from the page's last code."""
    picture = tmp_path / "code.png"
    page.locator(".qr").last.screenshot(path=picture)
    return decoded(picture)


def decoded(picture):
    """What a camera reads from a picture."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg (Debian's zbar-tools) is not installed")
    found = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@pytest.mark.parametrize("sheet", ["poster", "card"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_of_the_room_leads_to_its_page(person, base, tmp_path, sheet, scheme):
    page = person(DESKTOP, color_scheme=scheme)
    page.goto(f"/r/{ROOM}/{sheet}")
    assert read(page, tmp_path) == f"{base}/r/{ROOM}"
    assert page.goto(read(page, tmp_path)).ok


@pytest.mark.parametrize("colour", ["white", "black"])
def test_a_poster_that_lost_the_middle_of_its_code_is_read_all_the_same(person, base, tmp_path, colour):
    """A torn hole or a sticker over 15.5 % of the modules: with the parts of words at its edge nearly a third of all. The level
    below the strongest does not bear that."""
    page = person(DESKTOP)
    page.goto(f"/r/{ROOM}/poster")
    page.locator(".qr svg").last.evaluate(
        """(code, colour) => {
            const whole = code.viewBox.baseVal.width;
            const side = (whole - 8) * Math.sqrt(0.155);
            const spot = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
            const places = {x: (whole - side) / 2, y: (whole - side) / 2, width: side, height: side, fill: colour};
            for (const [name, value] of Object.entries(places)) spot.setAttribute(name, value);
            code.append(spot);
        }""", colour)
    assert read(page, tmp_path) == f"{base}/r/{ROOM}"


def test_the_address_under_the_code_can_be_typed(person, base):
    page = person(DESKTOP)
    page.goto(f"/r/{ROOM}/poster")
    assert f"http://{page.locator('.sheet .address').inner_text()}" == f"{base}/r/{ROOM}"


def test_the_poster_prints_on_one_sheet(person, tmp_path):
    for sheet in ("poster", "card"):
        page = person(DESKTOP)
        page.goto(f"/r/{ROOM}/{sheet}")
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        assert printed.count(b"/Type /Page\n") == 1, sheet
        sizes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
        assert sizes, sheet
        for width, height in sizes:
            assert abs(float(width) - 595) < 2 and abs(float(height) - 842) < 2, f"{sheet}: A4 is 595 by 842 points"


def test_the_code_on_the_ticket_leads_to_the_status_page(person, base, tmp_path):
    page = person(PHONE)
    code = raise_topic(page, "票上的码能扫。")
    assert read(page, tmp_path) == f"{base}/status/{code}"


def test_the_code_on_the_ticket_is_copied_by_its_button(person):
    page = person(PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = raise_topic(page, "查询码要复制下来的事。")
    page.get_by_role("button", name="复制").click()
    page.locator("#copied", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_the_code_is_copied_where_the_browser_has_no_clipboard_of_its_own(person):
    """As in WeChat's older browser."""
    page = person(PHONE)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script(
        "document.addEventListener('copy', (e) => { window.copied = e.target.value || String(getSelection()); }, true)")
    code = raise_topic(page, "老浏览器里复制查询码的事。")
    page.get_by_role("button", name="复制").click()
    page.locator("#copied", has_text="已复制").wait_for()
    assert page.evaluate("window.copied") == code


def test_the_ticket_is_saved_as_a_picture_that_a_camera_reads(person, base, tmp_path):
    page = person(PHONE)
    code = raise_topic(page, "查询码要存成图片的事。")
    with page.expect_download() as started:
        page.get_by_role("button", name="存成图片").click()
    assert started.value.suggested_filename == f"{code}.png"
    picture = tmp_path / "ticket.png"
    started.value.save_as(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert decoded(picture) == f"{base}/status/{code}"
    shown = page.locator("img.ticket-picture")
    shown.wait_for()
    assert shown.evaluate("e => e.naturalWidth") > 300, "it can be held down as well"
