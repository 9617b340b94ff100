# SPDX-License-Identifier: Apache-2.0
"""What those meet who decide, research, handle and answer for personal data: each case in each state, and each form."""

import pytest

from cases import SIZES, case_pages
from looks import walk
from walks import sign_in


@pytest.mark.parametrize("size, device", SIZES)
@pytest.mark.parametrize("name, least", [("zhaojiren2", 20), ("weiyuan", 10), ("zhujian", 8), ("yinsi", 3)])
def test_cases_in_every_state(person, size, device, name, least):
    page = person(device)
    sign_in(page, name)
    pages = case_pages(page)
    assert len(pages) >= least
    assert walk(page, pages, size, prefix=f"{name}-") == []
