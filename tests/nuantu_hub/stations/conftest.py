"""What tests of stations share: a clock that stands, and a station."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.models import Station


@pytest.fixture(autouse=True)
def standing_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """The hub's clock stands at the moment that a test is marked with."""
    mark = request.node.get_closest_marker("standing")
    if mark is None:
        yield
        return
    set_clock(*mark.args)
    yield
    set_clock(None)


@pytest.fixture
def station(street: Unit) -> Station:
    """A station that is open at all times."""
    return build_station(street)
