"""The nearest stations in the API, for everybody, in one question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.api import NearestOut
from nuantu_hub.stations.domain.opening_hours import CHINA

pytestmark = pytest.mark.django_db
NEAREST = "/api/stations/nearest"
HERE = {"lat": LAT_DEG, "lon": LON_DEG}


def ask(client: Client, **words: Any) -> list[str]:
    return [one["code"] for one in client.get(NEAREST, HERE | words).json()["stations"]]


def test_a_stranger_finds_the_nearest_at_night(
    stranger: Client, district: Unit, django_assert_num_queries: Callable[[int], Any],
) -> None:
    day = put_station(district, "DAY", 100)
    put_station(district, "NIGHT", 300, hours="24/7", kind="smart", facilities={"heating": 1})
    set_clock(datetime(2026, 11, 22, 3, 0, tzinfo=CHINA))
    try:
        told = stranger.get(NEAREST, HERE).json()
        with django_assert_num_queries(1):
            assert ask(stranger) == ["DAY", "NIGHT"]
        assert ask(stranger, open_now="1") == ["NIGHT"]
        assert ask(stranger, facility="heating", kind="smart") == ["NIGHT"]
        assert ask(stranger, limit=1) == ["DAY"]
    finally:
        set_clock(None)
    assert told["stations"][0] == {
        "code": "DAY", "sign": day.sign, "name": day.name, "kind": "warm", "address": day.address, "lat": day.lat_deg,
        "lon": day.lon_deg, "distance_m": 100, "open": False, "state": "used", "hours": day.hours, "seats": 12,
        "facilities": ["hot_water", "meal_heating"]}
    assert [one["open"] for one in told["stations"]] == [False, True]


def test_the_answer_is_as_the_description_says(stranger: Client, district: Unit) -> None:
    put_station(district)
    told = stranger.get(NEAREST, HERE).json()
    assert NearestOut.model_validate(told).model_dump() == told


@pytest.mark.parametrize("words", [
    {"lat": 48.85, "lon": 2.35}, {"lat": 91, "lon": 0}, {"lat": "x", "lon": 1}, {"lat": LAT_DEG},
    HERE | {"facility": "pool"}, HERE | {"kind": "palace"}, HERE | {"limit": 101}, HERE | {"limit": 0},
    {"lat": "nan", "lon": 116.4},
])
def test_what_cannot_be_searched_is_refused(stranger: Client, district: Unit, words: dict[str, Any]) -> None:
    put_station(district)
    assert stranger.get(NEAREST, words).status_code == 422
