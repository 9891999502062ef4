"""Taking over what doors tell: each event once, counted with it, and on the disk before it is acknowledged.

Requests that arrive together are written together: whoever comes first while another writes waits for the next turn,
and one transaction then takes over everything that waits. So 200 events a second cost a few dozen commits, and a
commit still stands before every acknowledgement.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import transaction

from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.counting_visits import add_counts
from nuantu_hub.stations.domain.door_rows import add_events, find_known, keep_doors, keep_people, lock_doors
from nuantu_hub.stations.domain.door_words import Said, Told
from nuantu_hub.stations.domain.open_hours import note_heard
from nuantu_hub.stations.models import Door, DoorEvent

#: A door that says nothing new is written down as heard this often, not every two seconds.
HEARD_EVERY: Final = timedelta(seconds=20)
#: Events themselves are forgotten after this; what was counted from them stays.
EVENTS_KEPT: Final = timedelta(days=30)

Taker = Callable[[Door, Sequence[DoorEvent]], None]
StateTaker = Callable[[Door, dict[str, Any], datetime], None]
#: Called inside the transaction with what is new of a door: alarms, help, orders that were carried out.
EVENT_TAKERS: list[Taker] = []
#: Called inside the transaction with the state of a door, every twenty seconds.
STATE_TAKERS: list[StateTaker] = []


@dataclass(slots=True)
class Batch:
    """What one request of a door brings, and what becomes of it.

    ``through`` is the number up to which the door may forget. ``conflict`` tells that the hub holds another event
    under one of the numbers: the door's memory was lost or copied, and nothing of the request was taken. No order
    waited for the door when it was read where ``has_orders`` is not set.
    """

    door: Door
    said: Said
    received: datetime
    through: int = 0
    has_orders: bool = True
    conflict: bool = False
    fault: Exception | None = None
    done: threading.Event = field(default_factory=threading.Event)


class Intake:
    """Writes what waits in one transaction; any thread that brings something may be the one that writes."""

    def __init__(self) -> None:
        self._waiting: list[Batch] = []
        self._list = threading.Lock()
        self._turn = threading.Lock()

    def take(self, batch: Batch) -> Batch:
        """Hand in and return when it is on the disk. Raises what the database raised: nothing is acknowledged then."""
        with self._list:
            self._waiting.append(batch)
        with self._turn:
            if not batch.done.is_set():
                with self._list:
                    mine, self._waiting = self._waiting, []
                self._write(mine)
        if batch.fault is not None:
            raise batch.fault
        return batch

    def _write(self, batches: list[Batch]) -> None:
        try:
            write_batches(batches)
        except Exception as fault:  # each of those who wait hears that nothing of theirs was kept
            for batch in batches:
                batch.fault = fault
        finally:
            for batch in batches:
                batch.done.set()


INTAKE: Final = Intake()


def take_over(door: Door, said: Said) -> Batch:
    """Take over what a door tells. Raises DatabaseError when nothing could be written."""
    batch = Batch(door, said, now(), through=door.last_seq, has_orders=getattr(door, "has_orders", True))
    return INTAKE.take(batch) if said.events or said.kept != door.told or _is_due(batch) else batch


def _is_due(batch: Batch) -> bool:
    """Whether the door was not written down as heard for a while."""
    last = batch.door.last_seen_at
    return last is None or batch.received - last >= HEARD_EVERY


@transaction.atomic
def write_batches(batches: Sequence[Batch]) -> None:
    """Everything of these requests, in one transaction; a second request of the same door sees what the first left."""
    doors = lock_doors(sorted({batch.door.pk for batch in batches}))
    known = find_known([one.event for batch in batches for one in batch.said.events])
    fresh: list[DoorEvent] = []
    for batch in batches:
        batch.door = doors[batch.door.pk]
        fresh += _settle(batch, known)
    add_events(fresh)
    add_counts(fresh)
    heard = [batch for batch in batches if not batch.conflict]
    for door in {batch.door.pk: batch.door for batch in heard}.values():
        rows = [row for row in fresh if row.door_id == door.pk]
        for take in EVENT_TAKERS if rows else ():
            take(door, rows)
    _keep_states(heard)


def _keep_states(batches: Sequence[Batch]) -> None:
    """What each door said of itself; now and then also that it was heard, and what its equipment measures."""
    people: list[tuple[int, int, datetime]] = []
    due: list[tuple[Door, datetime, bool]] = []
    for batch in batches:
        door, inside = batch.door, batch.said.state.get("people")
        is_due = _is_due(batch)
        if inside is not None and (is_due or inside != door.told.get("people")):
            people.append((door.station_id, inside, batch.received))
        if is_due:
            door.last_seen_at = batch.received
            due.append((door, batch.received, any(one.kind == "started" for one in batch.said.events)))
            for hear in STATE_TAKERS:
                hear(door, batch.said.state, batch.received)
        door.told = batch.said.kept
    keep_people(people)
    note_heard(due)
    keep_doors({batch.door.pk: batch.door for batch in batches}.values())


def _settle(batch: Batch, known: set[str]) -> list[DoorEvent]:
    """The rows that are new in a request. ``known`` are names of events that the hub holds; it grows."""
    door, events = batch.door, batch.said.events
    batch.conflict = any(_is_foreign(one, batch, known) for one in events)
    batch.through = door.last_seq
    if batch.conflict:
        return []
    rows: list[DoorEvent] = []
    if events and events[0].seq > door.last_seq + 1:
        if batch.said.first <= door.last_seq + 1:
            return []  # a hub that was restored: the door holds what is missing, and tells it when it hears `through`
        if door.last_seq:
            rows.append(_miss(batch, door.last_seq + 1, events[0].seq - 1))
    for told in events:
        if told.seq > door.last_seq and told.event not in known:
            at, clock_off = told.place(batch.received)
            rows.append(DoorEvent(door=door, seq=told.seq, event=told.event, at=at, received_at=batch.received,
                                  clock_off=clock_off, kind=told.kind, detail=told.detail))
        known.add(told.event)
        door.last_seq = max(door.last_seq, told.seq)
    batch.through = door.last_seq
    return rows


def _is_foreign(told: Told, batch: Batch, known: set[str]) -> bool:
    """Whether the hub once took another event under this number: it would know this one, unless it has forgotten it."""
    return (told.seq <= batch.door.last_seq and told.event not in known
            and told.place(batch.received)[0] > batch.received - EVENTS_KEPT + HEARD_EVERY)


def _miss(batch: Batch, first: int, last: int) -> DoorEvent:
    """A row that stands for numbers that never came: the hub was restored from a backup, or the door lost them."""
    return DoorEvent(door=batch.door, seq=None, event=uuid4().hex, at=batch.received, received_at=batch.received,
                     kind=DoorEvent.Kind.MISSING, detail={"from": first, "to": last})
