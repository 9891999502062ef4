"""Stations with doors for the tests of what stands in them: who keeps one, and a door that was heard just now."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import Any

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.models import Door, Facility, Keeper, Station

#: Wednesday 18 November 2026, 10:30 in China.
MOMENT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
SECRET = base64.b64encode(bytes(range(32))).decode()
CALLER = Caller(device="a phone", address="192.0.2.7")


def build_station(unit: Unit, code: str = "DH-1", **more: Any) -> Station:
    """A station that is open at all times, with 16 seats."""
    told: dict[str, Any] = {"name": f"{code}驿站", "kind": Station.Kind.SMART, "address": "柳岸路1号", "lat_deg": 39.9,
                            "lon_deg": 116.4, "hours": "24/7", "seats": 16}
    return Station.objects.create(unit=unit, code=code, **told | more)


def offer(station: Station, **kinds: int) -> Station:
    """The station offers these, so many of each."""
    Facility.objects.bulk_create(Facility(station=station, kind=kind, count=count) for kind, count in kinds.items())
    return station


def draw_key(word: str) -> str:
    """A public key of a controller, base64; the same word gives the same."""
    return base64.b64encode(hashlib.sha256(word.encode()).digest()).decode()


def build_door(station: Station, **more: Any) -> Door:
    """A door that was let in and heard of just now."""
    told: dict[str, Any] = {"device_key": draw_key(station.code), "secret": SECRET, "state": Door.State.APPROVED,
                            "enrolled_at": now(), "last_seen_at": now()}
    return Door.objects.create(station=station, **told | more)


def appoint(station: Station, login: str = "keeper", name: str = "马会来") -> Account:
    """Staff who keeps the station."""
    account = Account.objects.create_staff(login, name)
    Post.objects.create(account=account, unit=station.unit, role=Post.Role.KEEPER, since=SINCE)
    Keeper.objects.create(station=station, account=account, since=SINCE)
    return account
