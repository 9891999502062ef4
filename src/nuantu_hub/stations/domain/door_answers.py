"""What the hub answers a door: what it took over, what the door should know, whom it may let in, what it is to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.timezone import localdate

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.intake import Batch
from nuantu_hub.stations.domain.opening_hours import hours_of_day, is_always_open
from nuantu_hub.stations.domain.standing_keys import list_allowed
from nuantu_hub.stations.domain.unlocking import list_orders
from nuantu_hub.stations.models import Door

#: How far ahead a door knows its hours: without the hub it goes on by them for so long.
AHEAD_DAYS: Final = 14


def version_config(door: Door) -> int:
    """The number of what the door should know; it grows with every change, and each day as the known hours move on."""
    return door.config_version * 1_000_000 + localdate(now()).toordinal()


def write_config(door: Door) -> dict[str, Any]:
    """Seats, how long the leaf may stand open, and the hours of the fortnight to come (None: open at all times)."""
    return {"version": version_config(door), "seats": door.station.seats, "held_open_s": door.held_open_s,
            "hours": _write_hours(door)}


def answer_sync(batch: Batch) -> dict[str, Any]:
    """The answer to a request that was taken over."""
    door, state = batch.door, batch.said.state
    told: dict[str, Any] = {"through": batch.through, "time": int(batch.received.timestamp()),
                            "orders": list_orders(door, batch.received) if batch.has_orders else []}
    if state.get("config_version") != version_config(door):
        told["config"] = write_config(door)
    if state.get("allow_version") != door.allow_version:
        told["allow"] = list_allowed(door)
    if ignored := batch.said.ignored:
        told["ignored"] = ignored
    return told


def _write_hours(door: Door) -> dict[str, Any] | None:
    if is_always_open(door.station):
        return None
    today = localdate(now())
    days = [today + timedelta(days=number) for number in range(-1, AHEAD_DAYS)]
    spans = sorted({(int(begin.timestamp()), int(end.timestamp()))
                    for day in days for begin, end in hours_of_day(door.station, day).spans})
    return {"spans": [list(span) for span in spans], "end": int((now() + timedelta(days=AHEAD_DAYS - 1)).timestamp())}
