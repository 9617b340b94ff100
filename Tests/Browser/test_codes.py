# SPDX-License-Identifier: Apache-2.0
"""The codes to scan: a decoder reads them from the picture of the page."""

import shutil
import subprocess

import pytest

from conftest import DESKTOP, PHONE
from county import ROOM
from walks import raise_topic


def read(page, tmp_path):
    """What a camera reads from the page's last code."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg (Debian's zbar-tools) is not installed")
    picture = tmp_path / "code.png"
    page.locator(".qr").last.screenshot(path=picture)
    found = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@pytest.mark.parametrize("sheet", ["poster", "card"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_of_the_room_leads_to_its_page(person, base, tmp_path, sheet, scheme):
    page = person(DESKTOP, color_scheme=scheme)
    page.goto(f"/r/{ROOM}/{sheet}")
    assert read(page, tmp_path) == f"{base}/r/{ROOM}"
    assert page.goto(read(page, tmp_path)).ok


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


def test_the_code_on_the_ticket_leads_to_the_status_page(person, base, tmp_path):
    page = person(PHONE)
    code = raise_topic(page, "票上的码能扫。")
    assert read(page, tmp_path) == f"{base}/status/{code}"
