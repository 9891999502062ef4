"""Stations for the tests of visits: one in the district, one in the district beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import DoorOccupancy, Station, VisitCount

#: Wednesday 18 November 2026, 10:30 in China.
MOMENT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)


def build_station(unit: Unit, code: str = "DH-001", **more: Any) -> Station:
    """A station that is open at all times, with 16 seats."""
    told: dict[str, Any] = {"name": f"{code}驿站", "kind": Station.Kind.SMART, "address": "柳岸路1号", "lat_deg": 39.9,
                            "lon_deg": 116.4, "hours": "24/7", "seats": 16}
    return Station.objects.create(unit=unit, code=code, **told | more)


def let_count(station: Station, people: int = 6) -> None:
    """The door of a station counts, and so many are inside."""
    DoorOccupancy.objects.create(station=station, people=people, at=now())


def count_hours(station: Station, day: date, entered: dict[int, int]) -> None:
    """Person-times of a day by hour."""
    VisitCount.objects.bulk_create(
        VisitCount(station=station, day=day, hour=hour, entered=number) for hour, number in entered.items())
