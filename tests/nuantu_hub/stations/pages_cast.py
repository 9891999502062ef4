"""Stations for the tests of pages: one that counts, one with a fault, and a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now, set_clock
from nuantu_hub.stations.models import Door, DoorOccupancy, DoorSpan, Fault, Station

#: Saturday 21 November 2026, 16:51 in China.
MOMENT = datetime(2026, 11, 21, 8, 51, tzinfo=UTC)
#: Three in the morning of the same day.
NIGHT = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


@contextmanager
def stand_at(moment: datetime) -> Iterator[None]:
    """The hub stands at a moment."""
    set_clock(moment)
    try:
        yield
    finally:
        set_clock(None)


def put_counting(unit: Unit, code: str = "DH-0001", people: int = 7, **more: Any) -> Station:
    """A station open round the clock with 16 seats, in which so many were counted a minute ago."""
    station = put_station(unit, code, **{"hours": "24/7", "seats": 16} | more)
    DoorOccupancy.objects.create(station=station, people=people, at=now() - timedelta(minutes=1))
    return station


def put_fault(station: Station, hours_left: float = 24, **more: Any) -> Fault:
    """Hot water that somebody reported, due in so many hours."""
    told: dict[str, Any] = {"kind": Fault.Kind.WATER, "reported_at": now() - timedelta(hours=30),
                            "due_at": now() + timedelta(hours=hours_left)}
    return Fault.objects.create(station=station, **told | more)


def put_door(station: Station) -> Door:
    """A door in use."""
    return Door.objects.create(station=station, device_key=f"{station.pk:044d}", state=Door.State.APPROVED,
                               enrolled_at=now(), approved_at=now(), last_seen_at=now())


def let_hear(door: Door, *spans: tuple[datetime, datetime]) -> None:
    """The door was in touch in these stretches."""
    DoorSpan.objects.bulk_create(
        DoorSpan(door=door, station=door.station, began_at=low, ended_at=high) for low, high in spans)
