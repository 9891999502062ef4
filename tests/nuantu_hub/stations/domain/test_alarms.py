"""Alarms: counted while they ring, closed with words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.alarms import close_alarm, raise_alarm
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Alarm

pytestmark = pytest.mark.django_db


def test_what_rings_again_is_counted_and_what_was_closed_rings_anew(street: Unit, officer: Account) -> None:
    door = build_door(build_station(street))
    first = raise_alarm(door=door, kind="held_open", at=MOMENT)
    again = raise_alarm(door=door, kind="held_open", at=MOMENT + timedelta(minutes=3))
    assert (again, again.count, again.since, again.last_at) == (
        first, 2, MOMENT, MOMENT + timedelta(minutes=3))
    with pytest.raises(StationRefused):
        close_alarm(by=officer, alarm=again, outcome=" ")
    closed = close_alarm(by=officer, alarm=again, outcome="有人搬东西，门没带上")
    assert close_alarm(by=officer, alarm=closed, outcome="别的").outcome == "有人搬东西，门没带上"
    assert raise_alarm(door=door, kind="held_open", at=MOMENT + timedelta(hours=1)) != first


def test_alarms_of_two_kinds_ring_apart(street: Unit) -> None:
    door = build_door(build_station(street))
    for kind in ("held_open", "tailgating"):
        raise_alarm(door=door, kind=kind, at=MOMENT)
    assert Alarm.objects.count() == 2
