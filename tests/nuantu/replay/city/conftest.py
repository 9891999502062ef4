"""One small city that every test of this folder may look at; nobody changes it."""

from __future__ import annotations

import pytest

from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.world import World, make_world

ORDERS, SEED = 1200, 11


@pytest.fixture(scope="session")
def options() -> CityOptions:
    """What was asked of the small city."""
    return CityOptions(ORDERS, SEED)


@pytest.fixture(scope="session")
def world(options: CityOptions) -> World:
    """The small city."""
    return make_world(options, Streams(SEED))
