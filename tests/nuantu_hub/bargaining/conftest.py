"""What tests of bargaining share: a talk under way, and a clock that stands where a test is marked with a moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock


@pytest.fixture(autouse=True)
def standing_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """The hub's clock stands at the moment that a test is marked with; in the middle of the talks if with none."""
    mark = request.node.get_closest_marker("standing")
    set_clock(*(mark.args if mark is not None else (TALKING,)))
    yield
    set_clock(None)


@pytest.fixture
def table(district: Unit, officer: Account) -> Table:
    """A talk in state talking at the district, with everybody at its table."""
    return make_talk(district, officer)
