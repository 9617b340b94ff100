# SPDX-License-Identifier: Apache-2.0
"""The process ends between two instructions: what was acknowledged is there, and nothing is there twice."""

import time

import pytest

from conftest import repeated
from crowd import Crowd, assert_kept


@pytest.mark.parametrize("number", repeated(3, 20))
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_every_acknowledged_topic_outlives_a_kill(engine, number, new_county, chance):
    county = new_county(engine)
    server = county.start()
    crowd = Crowd([server])
    crowd.wait_for(20)
    moment = chance.uniform(0, 1.2)
    time.sleep(moment)
    server.kill()
    crowd.stop()
    assert crowd.unanswered, "somebody was in the middle of something"

    again = county.start(wait=False)
    seconds = again.wait_until_ready()
    print(
        f"{engine} {number}: killed after {moment:.3f} s, {len(crowd.acknowledged)} acknowledged, "
        f"{len(crowd.unanswered)} under way, {len(crowd.pooled)} pooled, serving again after {seconds:.3f} s")
    # A quiet machine takes well under one second; tests share theirs.
    assert seconds < 3
    assert_kept(crowd, again)
    assert again.end() == 0
    county.verify()
