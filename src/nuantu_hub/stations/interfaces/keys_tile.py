"""The card of a worker's home that leads to the standing keys, where the worker holds one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nuantu_hub.site.gathering import Spot, Tile
from nuantu_hub.stations.models import StandingKey

TEMPLATE = "stations/keys_tile.html"


def make_keys_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """How many keys the worker holds; nothing for who holds none."""
    del spot
    count = StandingKey.objects.held_at(moment).filter(account=account).count()
    return Tile(TEMPLATE, count) if count else None
