"""The pulse of a demonstration: invented doors tell of people coming and going, and none of it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.domain.demo import open_demo
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.demo_pulse import NAME, beat, read_invented, usual_people
from nuantu_hub.stations.models import Door, DoorEvent, DoorOccupancy, Equipment, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def demonstration() -> Iterator[None]:
    """A hub that holds invented people only."""
    open_demo([])
    yield
    (Path(settings.DATA.root) / "demo.json").unlink()


@pytest.fixture
def door(street: Unit) -> Door:
    """An invented door."""
    return build_door(build_station(street), name=NAME, last_seen_at=None)


def test_nothing_is_invented_in_a_real_hub(door: Door) -> None:
    assert beat() == 0
    assert not DoorEvent.objects.exists()


@pytest.mark.usefixtures("demonstration")
def test_an_invented_door_tells_of_a_day_that_adds_up_and_a_real_one_is_left_alone(door: Door, street: Unit) -> None:
    real = build_door(build_station(street, "DH-2"))
    for number in range(120):
        set_clock(MOMENT + timedelta(seconds=30 * number))
        assert beat() == 1
    door.refresh_from_db()
    came = sum(VisitCount.objects.filter(station=door.station).values_list("entered", flat=True))
    left = DoorEvent.objects.filter(door=door, kind="left").count()
    inside = DoorOccupancy.objects.get(station=door.station).people
    assert came > 0
    assert came - left == inside
    assert abs(inside - usual_people(door, MOMENT + timedelta(hours=1))) < 5
    assert door.last_seq == DoorEvent.objects.filter(door=door).count()
    assert not DoorEvent.objects.filter(door=real).exists()


@pytest.mark.usefixtures("demonstration")
def test_a_station_that_closes_empties(door: Door) -> None:
    DoorOccupancy.objects.create(station=door.station, people=9, at=MOMENT)
    type(door.station).objects.update(hours="Mo-Su 20:00-23:00")
    for number in range(60):
        set_clock(MOMENT + timedelta(seconds=30 * number))
        beat()
    assert DoorOccupancy.objects.get().people == 0


@pytest.mark.usefixtures("demonstration")
def test_sensors_tell_when_a_door_is_heard_for_the_first_time(door: Door) -> None:
    fridge = Equipment.objects.create(station=door.station, facility="fridge", name="冰箱", measure="celsius",
                                      mark="fridge-1", low=0, high=8)
    beat()
    fridge.refresh_from_db()
    assert fridge.measured_at == MOMENT
    assert fridge.value is not None
    assert 0 < fridge.value < 8


def test_fewer_chargers_are_free_with_more_people() -> None:
    charger = Equipment(measure="free", total=6, pk=1)
    assert [read_invented(charger, MOMENT, people) for people in (0, 4, 40)] == [6.0, 4.0, 0.0]
