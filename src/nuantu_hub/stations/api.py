"""Stations in the API: the nearest ones, for everybody."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from nuantu_hub.site.api import Trouble
from nuantu_hub.stations.domain.search import Listed, search_listed
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Facility, Station

PREFIX = "/stations"
router = Router()
MOST = 100


class Asked(Schema):
    """Where (degrees, WGS 84) and what for."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    open_now: bool = False
    facility: Facility.Kind | None = None
    kind: Station.Kind | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 20


class NearOut(Schema):
    """A station that was found: where it is (degrees, WGS 84), how far as the crow flies, open by its hours or not."""

    code: str
    sign: str
    name: str
    kind: str
    address: str
    lat: float
    lon: float
    distance_m: int
    open: bool
    state: str
    hours: str
    seats: int | None
    facilities: list[str]


class NearestOut(Schema):
    """Stations from the nearest on."""

    stations: list[NearOut]


@router.get("/nearest", auth=None, response={200: NearestOut, 422: Trouble})
def nearest(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The nearest stations: by distance, open now, with a facility, of a kind."""
    del request
    try:
        found = search_listed(asked.lat, asked.lon, open_now=asked.open_now, facility=asked.facility, kind=asked.kind,
                              limit=asked.limit)
    except StationRefused as refused:
        return _answer(json.dumps({"detail": str(refused)}, ensure_ascii=False), 422)
    told = ",".join(f'{_tell(row)},"distance_m":{round(way_m)},"open":{"true" if is_open else "false"}}}'
                    for row, way_m, is_open in found)
    return _answer(f'{{"stations":[{told}]}}')


@lru_cache(maxsize=4096)
def _tell(row: Listed) -> str:
    """What does not depend on who asks, as JSON that is left open for the rest; written once for a row of the copy."""
    told = {"code": row.code, "sign": row.sign, "name": row.name, "kind": row.kind, "address": row.address,
            "lat": row.lat_deg, "lon": row.lon_deg, "state": row.state, "hours": row.hours, "seats": row.seats,
            "facilities": row.facilities}
    return json.dumps(told, ensure_ascii=False)[:-1]


def _answer(told: str, status: int = 200) -> HttpResponse:
    """Written as it is: each part was checked when it was registered, and checking again costs more than the search."""
    return HttpResponse(told, content_type="application/json; charset=utf-8", status=status)
