"""After a count: terms by the calendar, seats taken once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.nuantu_hub.needs.election_scene import AFTER, begin_polls, close, list_lines, open_together, vote

from nuantu_hub.needs.domain.seating import add_months, seat_elected
from nuantu_hub.needs.models import Representative
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_months_end_where_the_month_does() -> None:
    assert add_months(datetime(2026, 1, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert add_months(datetime(2026, 11, 13, tzinfo=UTC), 36) == datetime(2029, 11, 13, tzinfo=UTC)
    assert add_months(datetime(2026, 12, 1, tzinfo=UTC), 12) == datetime(2027, 12, 1, tzinfo=UTC)


def test_who_was_elected_is_seated_once(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    open_together(close(scene))

    seat = Representative.objects.get()
    assert (seat.since, seat.until) == (AFTER, add_months(AFTER, 36))
    assert seat_elected(election=scene.election) == 0
