# SPDX-License-Identifier: Apache-2.0
"""Installations of the fictional county, each test with its own, on both databases."""

import os
import random

import pytest

from cluster import TestDatabase
from installation import Installation
from zone import staff_second_unit

IS_LONG = bool(os.environ.get("SHANGLIANG_LONG"))
MAINTENANCE = os.environ.get("SHANGLIANG_TEST_POSTGRES")


def repeated(in_short, in_long):
    """The numbers of the rounds of a test that is repeated."""
    return range(in_long if IS_LONG else in_short)


@pytest.fixture
def chance(request):
    """Randomness that SHANGLIANG_SEED repeats; another for each test."""
    seed = os.environ.get("SHANGLIANG_SEED") or random.SystemRandom().randrange(1 << 32)
    print(f"SHANGLIANG_SEED={seed}")
    return random.Random(f"{seed} {request.node.name}")


@pytest.fixture
def new_installation(tmp_path):
    """Makes installations without anything in them; their servers end with the test."""
    made, databases = [], []

    def make(engine="sqlite", name="data"):
        database = None
        if engine == "postgres":
            if not MAINTENANCE:
                pytest.skip("no PostgreSQL: SHANGLIANG_TEST_POSTGRES is not set")
            databases.append(TestDatabase(MAINTENANCE))
            database = databases[-1].url
        made.append(Installation(tmp_path / name, database))
        return made[-1]

    yield make
    for installation in made:
        installation.stop_all()
    for database in databases:
        database.drop()


@pytest.fixture
def new_county(new_installation):
    """Makes installations with the demo county in them."""

    def make(engine="sqlite", name="data"):
        return new_installation(engine, name).load_demo()

    return make


@pytest.fixture
def new_zone(new_county):
    """Makes demo counties in whose zone everything can be done."""

    def make(engine="sqlite"):
        county = new_county(engine)
        staff_second_unit(county)
        return county

    return make


@pytest.fixture
def county(new_county):
    """A demo county on SQLite."""
    return new_county()
