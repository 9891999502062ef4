"""A piece of equipment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Equipment

pytestmark = pytest.mark.django_db


def test_a_reading_is_stale_after_a_quarter_of_an_hour_and_nothing_is_without_a_sensor() -> None:
    heater = Equipment(measure="celsius", measured_at=MOMENT)
    assert [heater.is_stale(MOMENT + timedelta(minutes=late)) for late in (15, 16)] == [False, True]
    assert Equipment(measure="celsius").is_stale(MOMENT)
    assert not Equipment(measure="none").is_stale(MOMENT)


def test_a_mark_stands_once_at_a_station_and_none_stands_as_often_as_one_likes(street: Unit) -> None:
    station = build_station(street)
    for mark in ("", "", "heater-1"):
        Equipment.objects.create(station=station, facility="heating", name="取暖器", mark=mark)
    with pytest.raises(IntegrityError):
        Equipment.objects.create(station=station, facility="heating", name="取暖器", mark="heater-1")
