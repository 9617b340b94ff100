#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws pages.png, the second picture of both readmes, from a demo that is being served with typesetting installed.

    shangliang demo --data data-demo && shangliang serve --data data-demo --typesetting .tools/typesetting
    .tools/venv/bin/python docs/images/pages.py data-demo [http://127.0.0.1:8080]

The map of a call for opinions, the board of a leader, and the first sheet of an outcome in the official layout.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys

from playwright.sync_api import sync_playwright

MARK = json.loads(pathlib.Path(sys.argv[1], "demo").read_text(encoding="utf-8"))
BASE = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8080"
PICTURE = pathlib.Path(__file__).parent / "pages.png"
WIDTH, HEIGHT, MARGIN, GAP = 1512, 620, 37, 26
WINDOW = {"width": 920, "height": 1010}
TALL = HEIGHT - 2 * MARGIN
SCALE = TALL / WINDOW["height"]


def image(png, width):
    data = base64.b64encode(png).decode()
    return f'<img src="data:image/png;base64,{data}" width="{width:.0f}" height="{TALL}">'


def window(browser, name=None, address="/"):
    """A window at an address, with somebody signed in if there is a name."""
    page = browser.new_context(base_url=BASE, viewport=WINDOW, device_scale_factor=SCALE).new_page()
    if name:
        page.goto(f"/sign-in?next={address}")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill("anlan-demo")
        page.get_by_label("密码").press("Enter")
        page.wait_for_url(f"**{address}")
    else:
        page.goto(address)
    page.locator("h1").first.wait_for()
    return page


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
    wide = WINDOW["width"] * SCALE
    parts = [image(window(browser, address=f"/deliberations/{MARK['call']}/map").screenshot(), wide),
             image(window(browser, "lingdao", "/desk/board").screenshot(), wide)]
    desk = window(browser, "mishu2", f"/desk/topics/{MARK['wholeLoop']}")
    session = desk.locator("a[href^='/desk/sessions/0']").first.get_attribute("href").split("#")[0]
    outcome = desk.request.get(f"{session}/documents/outcome?format=pdf").body()
    sheet = subprocess.run(
        ["pdftoppm", "-png", "-f", "1", "-singlefile", "-scale-to-x", "-1", "-scale-to-y", str(TALL), "-"],
        input=outcome, stdout=subprocess.PIPE, check=True).stdout
    parts.append(image(sheet, TALL * 210 / 297))
    frame = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    frame.set_content(
        f"""<style>body {{ margin: 0; height: {HEIGHT}px; display: flex; gap: {GAP}px; align-items: center;
        justify-content: center; background: #e2dac8 }} img {{ border-radius: 14px; box-shadow: 0 3px 10px #0002 }}</style>"""
        + "".join(parts))
    frame.wait_for_function("[...document.images].every(image => image.complete)")
    frame.screenshot(path=PICTURE)
    browser.close()
