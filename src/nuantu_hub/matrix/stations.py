"""What the cast of the matrix has of stations, a part after another: a station on each side first."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Keeper, Notice, Station

if TYPE_CHECKING:
    from nuantu_hub.matrix.cast import Cast

Part = Callable[["Cast", int, str], None]


def make_registry(cast: Cast, place: int, side: str) -> None:
    """A station of the street on this side; the keeper keeps the one on the own side."""
    station = Station.objects.create(
        unit=cast.streets[place], code=f"M{cast.streets[place].pk}", name="暖心驿站", kind=Station.Kind.WARM,
        address="路口", lat_deg=39.9 + place / 100, lon_deg=116.4, hours="24/7", seats=12)
    cast.stations.append(station)
    if not place:
        Keeper.objects.create(station=station, account=cast.get("keeper"), since=now() - timedelta(days=1))
    cast.put(side, station={"key": station.pk}, station_sign={"sign": station.sign})


def make_pages(cast: Cast, place: int, side: str) -> None:
    """A keeper who may be dismissed and a notice that waits, at the station of this side."""
    station = cast.stations[place]
    absent = Account.objects.create_staff(f"away-{station.pk}", "不在场")
    keeper = Keeper.objects.create(station=station, account=absent, since=now() - timedelta(days=1))
    notice = Notice.objects.create(
        token=uuid.uuid4(), unit=station.unit, station=station, title="停水", words="明天停水", since=now(),
        written_by=absent, written_at=now())
    cast.put(side, station_keeper={"key": keeper.pk}, station_notice={"key": notice.pk})


#: Each part of stations adds what its addresses are about; ``cast.stations[place]`` is the station of a side.
PARTS: list[Part] = [make_registry, make_pages]
