"""The card of a worker's home that says: a search found you."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nuantu_hub.passes.domain.pass_incidents import has_news
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "passes/found_tile.html"


def make_found_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """Until the rider has looked at it."""
    del moment, spot
    return Tile(TEMPLATE, None) if account.has_perm("passes.carry") and has_news(account) else None
