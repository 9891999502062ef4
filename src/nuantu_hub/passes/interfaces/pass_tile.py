"""The button of a worker's home that opens the rider's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "passes/pass_tile.html"


def make_pass_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """The way to the code, for whoever may carry one; the page's main action where the day itself has none left."""
    del moment, spot
    return Tile(TEMPLATE, account.links.exists()) if account.has_perm("passes.carry") else None
