"""Stations, inspectors and sheets for the tests of inspections and stars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.seam.stars import Value
from nuantu_hub.site import clock
from nuantu_hub.stations.domain.inspections import Assignment, Sheet, list_asked, plan_inspection, send_inspection
from nuantu_hub.stations.domain.stars import decide_star, publish_star
from nuantu_hub.stations.models import Inspection, Keeper, Star, Station

#: Wednesday 14 January 2026, 10:30 in China: winter, and the first version of the standard holds.
MOMENT = datetime(2026, 1, 14, 2, 30, tzinfo=UTC)
SINCE = datetime(2024, 1, 1, tzinfo=UTC)
#: What a good station measures: enough for five stars.
MEASURED: dict[str, Value] = {"floor_area": 32.0, "capacity": 24, "satisfaction": 95, "new_services": 2,
                              "special_services": 3, "warmth": 21}


@contextmanager
def at(days: float = 0) -> Iterator[None]:
    """Stand so many days after the moment."""
    before = clock._SET.get()
    clock.set_clock(MOMENT + timedelta(days=days))
    try:
        yield
    finally:
        clock.set_clock(before)


def build_station(unit: Unit, code: str = "DH-001", **more: Any) -> Station:
    """A station in use."""
    told: dict[str, Any] = {"name": f"{code}驿站", "kind": Station.Kind.WARM, "address": "柳岸路1号", "lat_deg": 39.9,
                            "lon_deg": 116.4, "hours": "24/7", "seats": 24}
    return Station.objects.create(unit=unit, code=code, **told | more)


def appoint(login: str, unit: Unit, role: str = Post.Role.INSPECTOR) -> Account:
    """Somebody with a post."""
    account = Account.objects.create_staff(login, f"检{login}")
    Post.objects.create(account=account, unit=unit, role=role, since=SINCE)
    return account


def keep(station: Station, login: str = "keeper") -> Account:
    """Who keeps a station."""
    account = Account.objects.create_staff(login, f"管{login}")
    Keeper.objects.create(station=station, account=account, since=SINCE)
    return account


def plan(station: Station, inspector: Account, **more: Any) -> Inspection:
    """An inspection of today."""
    told = {"on": clock.now().date(), "inspector": inspector} | more
    return plan_inspection(by=inspector, station=station, token=uuid4(), given=Assignment(**told))


def answer(inspection: Inspection, **changed: Value) -> dict[str, Value]:
    """Everything good but what is named."""
    asked = list_asked(inspection)
    good: dict[str, Value] = {item.id: True if item.unit is None else MEASURED[item.id] for item in asked}
    return good | changed


def hand_in(inspection: Inspection, notes: dict[str, str] | None = None, **changed: Value) -> Inspection:
    """A sheet handed in on the spot."""
    return send_inspection(by=inspection.inspector, inspection=inspection, token=uuid4(), sheet=Sheet(
        answer(inspection, **changed), clock.now(), notes=notes or {}, distance_m=12, accuracy_m=8))


def rate_now(station: Station, by: Account, **more: Any) -> Star:
    """A decision of today, published."""
    return publish_star(by=by, star=decide_star(by=by, station=station, token=uuid4(), **more))
