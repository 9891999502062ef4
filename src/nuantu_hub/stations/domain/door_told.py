"""What follows from what a door tells, besides counting: alarms, calls for help, orders that were done, readings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nuantu_hub.stations.domain.alarms import raise_alarm
from nuantu_hub.stations.domain.help_calls import call_for_help
from nuantu_hub.stations.domain.telemetry import take_readings
from nuantu_hub.stations.domain.unlocking import note_opened
from nuantu_hub.stations.models import Alarm, Door, DoorEvent, HelpCall

#: Which alarm an event of a door rings.
RINGS: dict[str, str] = {
    "held_open": Alarm.Kind.HELD_OPEN, "tailgating": Alarm.Kind.TAILGATING, "tamper": Alarm.Kind.TAMPER,
    "lockout": Alarm.Kind.LOCKED_OUT, "clock_jump": Alarm.Kind.CLOCK_JUMP}


def take_events(door: Door, events: Sequence[DoorEvent]) -> None:
    """Act on what is new of a door; called once an event, inside the transaction that keeps it."""
    for event in events:
        if event.kind in RINGS:
            raise_alarm(door=door, kind=RINGS[event.kind], at=event.at)
        elif event.kind == DoorEvent.Kind.HELP:
            call_for_help(station=door.station, source=HelpCall.Source.BUTTON, token=_name_call(event), at=event.at)
        elif event.kind == DoorEvent.Kind.OPENED:
            _note_opening(door, event)
        elif event.kind == DoorEvent.Kind.TELEMETRY:
            take_readings(station=door.station, at=event.at, told=[event.detail])


def take_state(door: Door, state: dict[str, Any], moment: datetime) -> None:
    """Take over the readings of a door's equipment."""
    told = state.get("equipment") or []
    if isinstance(told, dict):
        told = [{"mark": mark, "value": value} for mark, value in told.items()]
    take_readings(station=door.station, at=moment, told=[one for one in told if isinstance(one, dict)])


def _note_opening(door: Door, event: DoorEvent) -> None:
    by = event.detail.get("by")
    if by == "order":
        note_opened(door, event.at, str(event.detail.get("order", "")))
    elif by == "fire":
        raise_alarm(door=door, kind=Alarm.Kind.FIRE, at=event.at)


def _name_call(event: DoorEvent) -> uuid.UUID:
    """The same event is the same call, whatever form the door's own name for it has."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"door-help:{event.event}")
