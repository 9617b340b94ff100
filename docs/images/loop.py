#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws loop.png, the picture of both readmes, from a demo that is being served.

    shangliang demo --data data-demo && shangliang serve --data data-demo
    .tools/venv/bin/python docs/images/loop.py data-demo [http://127.0.0.1:8080]

At the left a phone with the public page of a topic that went all the way, and the end of its trace; at the right the
desk's record of what residents are being asked to confirm.
"""

import base64
import json
import os
import pathlib
import sys

from playwright.sync_api import sync_playwright

MARK = json.loads(pathlib.Path(sys.argv[1], "demo").read_text(encoding="utf-8"))
BASE = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8080"
PICTURE = pathlib.Path(__file__).parent / "loop.png"
WIDTH, HEIGHT, MARGIN, GAP = 1512, 806, 37, 26
PHONE = {"width": 390, "height": 1010}
DESK = {"width": 1180, "height": 1010}
SCALE = (HEIGHT - 2 * MARGIN) / PHONE["height"]


def part(page):
    """What the window shows, as an image element."""
    data = base64.b64encode(page.screenshot()).decode()
    size = page.viewport_size
    return (f'<img src="data:image/png;base64,{data}" width="{size["width"] * SCALE:.0f}"'
            f' height="{size["height"] * SCALE:.0f}">')


def window(browser, size):
    return browser.new_context(base_url=BASE, viewport=size, device_scale_factor=SCALE).new_page()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
    phone = window(browser, PHONE)
    phone.goto(f"/topics/{MARK['wholeLoop']}")
    parts = [part(phone)]
    phone.evaluate("""() => { const last = document.querySelector('.trace > li:last-child').getBoundingClientRect();
        scrollTo(0, last.bottom + scrollY - innerHeight + 40); }""")
    parts.append(part(phone))
    desk = window(browser, DESK)
    desk.goto("/sign-in?next=/desk/items?part=asking")
    desk.get_by_label("账号").fill("mishu2")
    desk.get_by_label("密码").fill("anlan-demo")
    desk.get_by_role("button", name="登录").click()
    # The matter of which people have begun to say how far it is solved.
    desk.locator(".queue a", has_text="夜班车").first.click()
    desk.locator(".cando").wait_for()
    parts.append(part(desk))
    frame = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    frame.set_content(
        f"""<style>body {{ margin: 0; height: {HEIGHT}px; display: flex; gap: {GAP}px; align-items: center;
        justify-content: center; background: #e2dac8 }} img {{ border-radius: 14px; box-shadow: 0 3px 10px #0002 }}</style>"""
        + "".join(parts))
    frame.wait_for_function("[...document.images].every(image => image.complete)")
    frame.screenshot(path=PICTURE)
    browser.close()
