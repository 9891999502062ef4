"""The few statements that requests of doors run, written out, for the embedded database and for PostgreSQL alike.

600 doors ask every two seconds, and a statement that is put together anew each time costs more than running it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from nuantu_hub.stations.models import Door, DoorEvent

COLUMNS: Final = ("id, station_id, device_key, state, last_seen_at, last_seq, told, config_version, allow_version")
#: A door with what its request needs, and whether an order may wait for it.
SPEAKER: Final = (
    f"SELECT {COLUMNS}, EXISTS (SELECT 1 FROM stations_unlockorder o WHERE o.door_id = d.id AND o.done_at IS NULL "  # noqa: S608 (constants)
    "AND o.until > %s) AS has_orders FROM stations_door d WHERE d.id = %s")
KNOWN: Final = "SELECT event FROM stations_doorevent WHERE event IN ({})"
ADD: Final = ("INSERT INTO stations_doorevent (door_id, seq, event, at, received_at, clock_off, kind, detail) "
              "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)")
KEEP: Final = "UPDATE stations_door SET last_seq = %s, last_seen_at = %s, told = %s WHERE id = %s"
PEOPLE: Final = (
    "INSERT INTO stations_dooroccupancy (station_id, people, at) VALUES (%s, %s, %s) ON CONFLICT (station_id) "
    "DO UPDATE SET people = excluded.people, at = excluded.at WHERE stations_dooroccupancy.at <= excluded.at")


def read_speaker(key: int, moment: datetime) -> Door | None:
    """A door with the columns that its request needs, and ``has_orders``; None where there is none."""
    return next(iter(Door.objects.raw(SPEAKER, [_adapt(moment), key])), None)


def lock_doors(keys: Sequence[int]) -> dict[int, Door]:
    """Doors by key as they stand, held until the transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    marks = ", ".join(["%s"] * len(keys))
    rows = Door.objects.raw(f"SELECT {COLUMNS} FROM stations_door WHERE id IN ({marks}) ORDER BY id{lock}", keys)  # noqa: S608 (constants and marks)
    return {door.pk: door for door in rows}


def find_known(names: Sequence[str]) -> set[str]:
    """Those of the names under which the hub holds an event."""
    if not names:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(", ".join(["%s"] * len(names))), list(names))
        return {row[0] for row in cursor.fetchall()}


def add_events(events: Iterable[DoorEvent]) -> None:
    """Keep events."""
    rows = [(event.door_id, event.seq, event.event, _adapt(event.at), _adapt(event.received_at), event.clock_off,
             event.kind, json.dumps(event.detail)) for event in events]
    _run(ADD, rows)


def keep_doors(doors: Iterable[Door]) -> None:
    """Keep how far each door's events were taken over, when it was heard, and what it said of itself."""
    _run(KEEP, [(door.last_seq, _adapt(door.last_seen_at), json.dumps(door.told), door.pk) for door in doors])


def keep_people(rows: Iterable[tuple[int, int, datetime]]) -> None:
    """Keep how many are inside stations (station, people, moment); what was told later stands."""
    _run(PEOPLE, [(station, people, _adapt(at)) for station, people, at in rows])


def _run(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _adapt(moment: datetime | None) -> Any:
    return None if moment is None else connection.ops.adapt_datetimefield_value(moment)
