"""The card of the own week on a worker's home; it opens no link, so nothing is read for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "bargaining/own_week_tile.html"


def make_own_week_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """The way to the own week, for workers; it tells whether a day is linked at all."""
    del moment, spot
    return Tile(TEMPLATE, {"linked": account.links.exists()}) if is_worker(account) else None
