"""The card of the own talks on a worker's home, for whoever takes part in one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nuantu_hub.bargaining.domain.own_talks import list_open_votes, takes_part
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "bargaining/own_talks_tile.html"


def make_own_talks_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """The way to the own talks, and whether a vote waits; none for who takes part in no talk."""
    del spot
    if not is_worker(account) or not takes_part(account, moment):
        return None
    return Tile(TEMPLATE, {"votes": any(list_open_votes(account, moment))})
