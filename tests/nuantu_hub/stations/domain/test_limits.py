"""How often somebody may ask without signing in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT

from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.limits import Caller, Limit, take_one

pytestmark = pytest.mark.django_db
TWICE = Limit("a thing", 2, 600)


@pytest.fixture(autouse=True)
def standing() -> object:
    """The clock stands at the beginning of a window."""
    set_clock(MOMENT)
    yield
    set_clock(None)


def test_the_third_in_one_window_is_too_many_and_the_next_window_begins_anew() -> None:
    assert [take_one(TWICE, "somebody") for _time in range(3)] == [True, True, False]
    set_clock(MOMENT + timedelta(seconds=600))
    assert take_one(TWICE, "somebody")


def test_people_and_things_are_counted_apart() -> None:
    assert [take_one(TWICE, "somebody") for _time in range(3)][-1] is False
    assert take_one(TWICE, "somebody else")
    assert take_one(Limit("another thing", 2, 600), "somebody")


def test_a_caller_is_stopped_by_the_phone_and_by_the_address() -> None:
    by_device, by_address = Limit("by phone", 1, 600), Limit("by address", 2, 600)
    ask = [Caller(device, "192.0.2.1").may(by_device=by_device, by_address=by_address) for device in "aabc"]
    assert ask == [True, False, False, False]
    assert Caller("c", "192.0.2.2").may(by_device=by_device, by_address=by_address) is False
    assert Caller("d", "192.0.2.2").may(by_device=by_device, by_address=by_address)
