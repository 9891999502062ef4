"""Where to go instead: the nearest other stations that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nuantu_hub.stations.domain.search import find_nearest
from nuantu_hub.stations.interfaces.distance_words import say_way
from nuantu_hub.stations.models import Station

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Instead:
    """Another station and how far it is, in words."""

    station: Station
    way: str


def list_instead(station: Station, moment: datetime) -> list[Instead]:
    """The nearest stations that are open at the moment, without the one that is not."""
    found = find_nearest(station.lat_deg, station.lon_deg, at=moment, open_now=True, limit=SHOWN + 1)
    others = [one for one in found if one.station.pk != station.pk]
    return [Instead(one.station, say_way(one.distance_m)) for one in others[:SHOWN]]
