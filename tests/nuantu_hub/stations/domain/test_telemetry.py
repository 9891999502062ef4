"""Readings of equipment: taken over, kept for a while, never believed when they make no sense."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.telemetry import forget_old_measurements, read_moment, take_readings
from nuantu_hub.stations.models import Equipment, Measurement

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def heater(street: Unit) -> Equipment:
    """A heater with a sensor."""
    return Equipment.objects.create(station=build_station(street), facility="heating", name="取暖器",
                                    measure="celsius", mark="heater-1")


def take(heater: Equipment, value: object, minutes: float = 0, mark: str = "heater-1") -> int:
    told: list[dict[str, Any]] = [{"mark": mark, "value": value}]
    return take_readings(station=heater.station, at=MOMENT + timedelta(minutes=minutes), told=told)


def test_a_reading_is_of_now_and_stays_in_the_history(heater: Equipment) -> None:
    assert take(heater, 21.5) == 1
    heater.refresh_from_db()
    assert (heater.value, heater.measured_at) == (21.5, MOMENT)
    assert list(Measurement.objects.values_list("value", "at")) == [(21.5, MOMENT)]


def test_an_unchanged_value_stands_in_the_history_every_ten_minutes(heater: Equipment) -> None:
    for minutes in (0, 1, 5, 10, 11):
        take(heater, 21.5, minutes)
    heater.refresh_from_db()
    assert heater.measured_at == MOMENT + timedelta(minutes=11)
    assert Measurement.objects.count() == 2
    take(heater, 22.0, 12)
    assert Measurement.objects.count() == 3


def test_what_comes_late_changes_nothing(heater: Equipment) -> None:
    take(heater, 21.5, 10)
    take(heater, 3.0, 5)
    heater.refresh_from_db()
    assert heater.value == 21.5


@pytest.mark.parametrize("value", [None, "21", float("nan"), float("inf"), 900.0, -100, [21]])
def test_a_value_that_is_none_is_passed_over(heater: Equipment, value: object) -> None:
    assert take(heater, value) == 0
    heater.refresh_from_db()
    assert heater.value is None


def test_another_mark_or_another_station_is_none_of_its_business(heater: Equipment, street: Unit) -> None:
    assert take(heater, 21.5, mark="heater-2") == 0
    other = build_station(street, "DH-2")
    assert take_readings(station=other, at=MOMENT, told=[{"mark": "heater-1", "value": 4}]) == 0


def test_a_time_after_arrival_is_not_believed() -> None:
    assert read_moment(MOMENT.timestamp() - 10, MOMENT) == MOMENT - timedelta(seconds=10)
    for told in (MOMENT.timestamp() + 10, "noon", None, True, -5):
        assert read_moment(told, MOMENT) == MOMENT


def test_readings_are_forgotten_after_ninety_days(heater: Equipment) -> None:
    take(heater, 21.5)
    set_clock(MOMENT + timedelta(days=89))
    assert forget_old_measurements() == 0
    set_clock(MOMENT + timedelta(days=91))
    assert forget_old_measurements() == 1
