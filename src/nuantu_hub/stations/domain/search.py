"""The nearest stations, out of a copy of the registry that this process keeps.

The database draws a stamp whenever a station or a facility changes (see ``RegistryStamp``): one small question tells
whether the copy still holds, and the search itself asks nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.coordinates import check_place, measure_m
from nuantu_hub.stations.domain.opening_hours import is_within_day, stand_on_day
from nuantu_hub.stations.models import Facility, RegistryStamp, Station

#: Closed and moved stations are no longer found.
SHOWN = (Station.State.USED, Station.State.WORKS, Station.State.PAUSED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A station as the copy holds it; ``facilities`` are kinds."""

    key: int
    code: str
    sign: str
    name: str
    kind: str
    address: str
    lat_deg: float
    lon_deg: float
    hours: str
    state: str
    seats: int | None
    facilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """The registry as of a stamp: stations in use or paused by code, and where they are on the unit sphere."""

    stamp: int | None
    rows: tuple[Listed, ...]
    points: NDArray[np.float64]

    def walk(self, lat_deg: float, lon_deg: float) -> Iterator[Listed]:
        """The rows from the nearest to the farthest: the more two places on the sphere point one way, the nearer."""
        here = _place_on_sphere(np.array([[lat_deg, lon_deg]]))[0]
        return map(self.rows.__getitem__, np.argsort(-(self.points @ here), kind="stable").tolist())


@dataclass(frozen=True, slots=True)
class Near:
    """A station that was found, and how far it is as the crow flies."""

    station: Station
    distance_m: float
    is_open: bool


_COPIES: dict[str, Copy] = {}


def read_copy() -> Copy:
    """The copy of the registry, made anew where the database has changed since."""
    stamp = _read_stamp()
    found = _COPIES.get("registry")
    if found is None or found.stamp != stamp:
        found = _COPIES["registry"] = _make_copy(stamp)
    return found


def _read_stamp() -> int | None:
    """Asked at every search, so without the detour over a model."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {RegistryStamp._meta.db_table}")  # noqa: S608 (the name of our own table)
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _make_copy(stamp: int | None) -> Copy:
    """Read after the stamp: what changes meanwhile draws another, and the next search makes another copy."""
    kinds: dict[int, list[str]] = {}
    for key, kind in Facility.objects.order_by("pk").values_list("station_id", "kind"):
        kinds.setdefault(key, []).append(kind)
    rows = tuple(
        Listed(*columns, facilities=tuple(kinds.get(columns[0], ())))
        for columns in Station.objects.filter(state__in=SHOWN).order_by("code").values_list(
            "pk", "code", "sign", "name", "kind", "address", "lat_deg", "lon_deg", "hours", "state", "seats"))
    places = np.array([(row.lat_deg, row.lon_deg) for row in rows], dtype=np.float64).reshape(-1, 2)
    return Copy(stamp, rows, _place_on_sphere(places))


def _place_on_sphere(places_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    lat, lon = np.radians(places_deg[:, 0]), np.radians(places_deg[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def search_listed(lat_deg: float, lon_deg: float, *, at: datetime | None = None, open_now: bool = False,
                  facility: str | None = None, kind: str | None = None,
                  limit: int = 20) -> list[tuple[Listed, float, bool]]:
    """The nearest stations as the copy holds them, each with its distance in metres and whether it is open.

    Raises StationRefused for a place outside China.
    """
    check_place(lat_deg, lon_deg)
    day, second = stand_on_day(now() if at is None else at)
    found: list[tuple[Listed, float, bool]] = []
    for row in read_copy().walk(lat_deg, lon_deg):
        if (kind and row.kind != kind) or (facility and facility not in row.facilities):
            continue
        is_open = row.state == Station.State.USED and is_within_day(row.hours, day, second)
        if open_now and not is_open:
            continue
        found.append((row, measure_m(lat_deg, lon_deg, row.lat_deg, row.lon_deg), is_open))
        if len(found) >= limit:
            break
    return found


def find_nearest(lat_deg: float, lon_deg: float, *, at: datetime | None = None, open_now: bool = False,
                 facility: str | None = None, kind: str | None = None, limit: int = 20) -> list[Near]:
    """The nearest stations from the nearest on, with their unit and facilities read along (three questions in all).

    ``at`` is the moment of "open now" (None: this moment). Raises StationRefused for a place outside China.
    """
    found = search_listed(lat_deg, lon_deg, at=at, open_now=open_now, facility=facility, kind=kind, limit=limit)
    stations = Station.objects.select_related("unit").prefetch_related("facilities").in_bulk(
        [row.key for row, _way, _open in found])
    return [Near(stations[row.key], way_m, is_open) for row, way_m, is_open in found if row.key in stations]
