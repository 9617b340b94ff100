# SPDX-License-Identifier: Apache-2.0
"""What is looked at on every page: axe finds nothing, nothing scrolls sideways; pictures where they are wanted."""

import os

from axe_playwright_python.sync_playwright import Axe

from conftest import SHOTS


def look(page, name, size):
    """Axe in both schemes, dark differing by its colours alone, which are a phone's as they are a desk's; a picture of
    each where pictures are wanted."""
    picture(page, f"{name}.{size}")
    found = [f"{name} {size}: {violation}" for violation in violations(page)]
    if size == "phone":
        page.emulate_media(color_scheme="dark")
        picture(page, f"{name}.{size}.dark")
        found += [f"{name} {size} dark: {violation}" for violation in violations(page, runOnly=["color-contrast"])]
        page.emulate_media(color_scheme="light")
    return found


def picture(page, name):
    if os.environ.get("SHANGLIANG_PICTURES"):
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def violations(page, **options):
    """What axe finds, each with the first places. It is brought into a page once: that takes longer than looking."""
    if page.evaluate("typeof axe") == "undefined":
        response = Axe().run(page, options=options).response
    else:
        response = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {violation['help']} {[node['target'] for node in violation['nodes'][:3]]}"
        for violation in response["violations"]
    ]


def sideways(page, name):
    """What is wider than the window at 320 px, and at 200 % zoom on a desk."""
    found = []
    before = page.viewport_size
    for width, height in ((320, 640), (720, 450)):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{name} at {width}: {wide} px too wide")
    page.set_viewport_size(before)
    return found


def torn(page, name):
    """Titles and steps of which a line begins with a sign that belongs to the end of one (避头)."""
    lines = page.evaluate("""() => {
        const found = []
        for (const title of document.querySelectorAll('h1, h2, h3, .act')) {
            const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
            const range = document.createRange()
            let last = null
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                for (let place = 0; place < text.data.length; place += 1) {
                    range.setStart(text, place)
                    range.setEnd(text, place + 1)
                    const boxes = range.getClientRects(), box = boxes[boxes.length - 1]
                    if (!box || box.height === 0) continue
                    if (last && box.top > last.top + last.height / 2 && '，。、；：？！）》”’…'.includes(text.data[place])) {
                        found.push(title.textContent.trim())
                    }
                    last = box
                }
            }
        }
        return found
    }""")
    return [f"{name}: a line of “{line}” begins with a sign" for line in lines]


def walk(page, pages, size, prefix=""):
    found = []
    for name, path in pages.items():
        page.goto(path)
        found += look(page, prefix + name, size)
        if size == "phone":
            found += sideways(page, name) + torn(page, name)
    return found
