"""Stations for the tests of the registry."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.registry import StationFacts, open_station
from nuantu_hub.stations.models import Station

#: A place in the invented city, degrees.
LAT_DEG, LON_DEG = 39.99, 116.47
#: One metre to the north, degrees.
METRE_DEG = 1 / 111_195


def tell_facts(north_m: float = 0, **more: Any) -> StationFacts:
    """A warm station so many metres north of the place."""
    told: dict[str, Any] = {
        "name": "晨光驿站", "kind": "warm", "address": "柳林路 3 号", "lat_deg": LAT_DEG + north_m * METRE_DEG,
        "lon_deg": LON_DEG, "hours": "Mo-Su,PH 07:00-22:00", "seats": 12,
        "facilities": {"hot_water": 1, "meal_heating": 2}}
    return StationFacts(**told | more)


def put_station(unit: Unit, code: str = "DH-0001", north_m: float = 0, by: Account | None = None,
                **more: Any) -> Station:
    """Such a station, registered."""
    return open_station(by=by, unit=unit, code=code, facts=tell_facts(north_m, **more), token=uuid4())
