# SPDX-License-Identifier: Apache-2.0
"""What the secretary of a room meets, who meets more than all others: each case in each state, each form, and planning."""

import pytest

from cases import SIZES, case_pages
from looks import look, sideways, walk
from walks import press, sign_in


@pytest.mark.parametrize("size, device", SIZES)
def test_cases_in_every_state(person, size, device):
    page = person(device)
    sign_in(page, "mishu2")
    pages = case_pages(page)
    assert len(pages) >= 60
    found = walk(page, pages, size, prefix="mishu2-")
    found += walk(page, {"planning": "/desk/planning"}, size)
    press(page, "安排一场会")
    found += look(page, "planning-mistakes", size) + sideways(page, "planning-mistakes")
    assert found == []
