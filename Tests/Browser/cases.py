# SPDX-License-Identifier: Apache-2.0
"""Every kind of case in every state, and every form of what may be done there, as somebody meets them: on a phone, in long
runs on a desk, too, where the same pages stand beside their list."""

import os
import re

from conftest import DESKTOP, PHONE

SIZES = [("phone", PHONE)] + ([("desktop", DESKTOP)] if os.environ.get("SHANGLIANG_LONG") else [])


def case_pages(page):
    """Each kind of case in each state that this person meets, and each form of what may be done there."""
    records, forms = {}, {}
    places = page.locator(".nav > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for place in [place for place in places if re.search(r"/(topics|sessions|items|erasures)", place)]:
        kind = re.search(r"/desk/(\w+)", place)[1]
        page.goto(place)
        parts = page.locator(".filters a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        records[f"{kind}-list"] = place
        for part in parts:
            page.goto(part)
            shown = page.locator(".queue a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            # One state a part, with few exceptions: the first rows have them all.
            for record in shown[:8]:
                page.goto(record)
                state = page.locator("article .chip").first.inner_text().strip()
                records.setdefault(f"{kind}-{state}", record)
                for form in page.locator(".cando a.btn").evaluate_all("links => links.map(e => e.getAttribute('href'))"):
                    forms.setdefault(f"{kind}-act-{form.rsplit('/', 1)[1]}", form)
    return records | forms
