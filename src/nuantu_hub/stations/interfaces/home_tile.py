"""The card "nearest open station" of a worker's home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nuantu_hub.site.gathering import Spot, Tile
from nuantu_hub.stations.domain.favourites import list_favourites
from nuantu_hub.stations.domain.invented_city import find_degrees
from nuantu_hub.stations.domain.search import find_nearest
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.models import Station

TEMPLATE = "stations/home_tile.html"


@dataclass(frozen=True, slots=True)
class NearestTold:
    """What the card shows: a station as it stands with its distance in metres, or neither; and why this one."""

    stand: Stand | None
    distance_m: float | None


def make_nearest_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """The nearest open station to where the day last was; without a place an open favourite, else the way to search."""
    if spot is not None:
        near = find_nearest(*find_degrees(*spot), at=moment, open_now=True, limit=1)
        if near:
            return Tile(TEMPLATE, NearestTold(read_stands([near[0].station], moment)[0], near[0].distance_m))
    opened = (stand for stand in read_stands(list_favourites(account=account), moment) if stand.is_open)
    found = next(opened, None)
    if found is None and not Station.objects.exists():
        return None
    return Tile(TEMPLATE, NearestTold(found, None))
