"""A prepared run as pages read it. Nothing of the engine is loaded here: every answer was written beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.lookup import Lookup

FILE = Path("hub") / "day.sqlite3"
FORMAT = "nuantu-hub-day/1"
HOUR_S = 3600
#: A shorter stretch off duty is not shown as a rest.
LEAST_REST_S = 300


@dataclass(frozen=True)
class RunView:
    """One prepared run. ``facts`` and ``clauses`` are kept in memory; everything else is read when it is asked for."""

    lookup: Lookup
    facts: Mapping[str, Any]
    clauses: Mapping[str, Mapping[str, Any]]
    agreement: Mapping[str, Any]
    pay: Mapping[str, Any]
    _zone: ZoneInfo = field(repr=False, compare=False)

    @property
    def t0(self) -> int:
        """UTC second at which the local day begins; every prepared time is counted from it."""
        return int(self.facts["t0"])

    @property
    def date(self) -> date:
        """Local date of the day."""
        return date.fromisoformat(self.facts["date"])

    def moment(self, t: int | None) -> datetime | None:
        """A second of the day as a moment."""
        return None if t is None else datetime.fromtimestamp(self.t0 + t, UTC)

    def clock(self, t: int) -> str:
        """A second of the day as ``14:05``."""
        return datetime.fromtimestamp(self.t0 + t, self._zone).strftime("%H:%M")

    def read_clock(self, told: str) -> int | None:
        """Seconds since the day began of ``14:05``; ``None`` for what is no time of day."""
        hours, _, minutes = told.partition(":")
        if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
            return None
        seconds = int(hours) * HOUR_S + int(minutes) * 60
        return seconds if int(minutes) < 60 and seconds <= self.end else None

    @property
    def end(self) -> int:
        """Seconds from the begin of the day to the end of its last slice."""
        return int(self.facts["slices"]) * int(self.facts["slice_s"])

    def slice_number(self, t: int) -> int:
        """The slice in which a second of the day lies; the last one at the day's end."""
        return max(0, min(t // int(self.facts["slice_s"]), int(self.facts["slices"]) - 1))

    def slice(self, number: int) -> Mapping[str, Any] | None:
        """One ten minutes of the day; ``None`` outside it."""
        return self.lookup.find("slice", str(number))

    def order(self, order_id: str) -> Mapping[str, Any] | None:
        """One order; ``None`` for one that the day does not know."""
        return self.lookup.find("order", order_id)

    def worker(self, worker_id: str) -> Mapping[str, Any] | None:
        """One worker's day; ``None`` for one who was not on duty."""
        return self.lookup.find("worker", worker_id)

    def clause(self, clause_id: str) -> Mapping[str, Any] | None:
        """Everything about one clause in force; ``None`` for another."""
        return self.lookup.find("clause", clause_id)

    def ground(self) -> Mapping[str, Any]:
        """The drawn layers of the map."""
        found: Mapping[str, Any] = self.lookup.find("run", "ground") or {"layers": {}, "labels": []}
        return found

    def alerts_at(self, t: int) -> list[Mapping[str, Any]]:
        """Weather alerts in force at a second of the day."""
        return [alert for alert in self.facts["alerts"] if alert["from"] <= t < alert["to"]]


@dataclass(frozen=True)
class Standing:
    """A worker's day as it stands at a second of it: hours against limits, pay against the floor, what has fired.

    Seconds and minor units. ``floor_minor`` is the floor of an hour, ``due_minor`` what the hours so far come to under
    it, ``counted_minor`` the pay so far that counts towards it; ``None`` where no floor covers the worker.
    """

    t: int
    worked_s: int
    on_duty: bool
    in_hand: int
    pay_minor: int
    orders: Sequence[Mapping[str, Any]]
    floor: Mapping[str, Any] | None
    floor_minor: int | None
    due_minor: int | None
    counted_minor: int
    rights: Sequence[Mapping[str, Any]]
    rests: Sequence[tuple[int, int, int]]
    limits: Mapping[str, tuple[str, int]]

    @property
    def hourly_minor(self) -> int | None:
        """Counted pay of an hour so far."""
        return self.counted_minor * HOUR_S // self.worked_s if self.worked_s else None

    @property
    def above_minor(self) -> int | None:
        """Counted pay so far above the floor; below zero where it is short of it."""
        return None if self.due_minor is None else self.counted_minor - self.due_minor


def stand_at(worker: Mapping[str, Any], t: int, slice_s: int) -> Standing:
    """A worker's day at a second of it; the second is taken down to the ten minutes in which it lies."""
    number = max(0, min(t // slice_s, len(worker["worked"]) - 1))
    t = number * slice_s
    worked = worker["worked"][number]
    done = [order for order in worker["orders"] if order["delivered"] is not None and order["delivered"] <= t]
    floor = next((one for one in worker["floors"] if one["decided"]), next(iter(worker["floors"]), None))
    rate = floor["floor_minor"] if floor else None
    return Standing(
        t=t, worked_s=worked, on_duty=any(low <= t < high for low, high in worker["online"]),
        in_hand=sum(1 for order in worker["orders"] if order["accepted"] is not None and order["accepted"] <= t
                    and (order["delivered"] is None or order["delivered"] > t)),
        pay_minor=sum(order["pay_minor"] for order in done), orders=done, floor=floor, floor_minor=rate,
        due_minor=None if rate is None else (rate * worked + HOUR_S // 2) // HOUR_S,
        counted_minor=sum(order["counted_minor"] for order in done),
        rights=[right for right in worker["rights"] if right["at"] is not None and right["at"] <= t],
        rests=[(low, high, _worked_before(worker, low, slice_s)) for low, high in list_rests(worker) if high <= t],
        limits={name: (clause, seconds) for name, (clause, seconds) in worker["limits"].items()},
    )


def list_rests(worker: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Rests that the log tells of, and stretches between two turns on duty, in order."""
    between = [(one[1], other[0]) for one, other in pairwise(worker["online"]) if other[0] - one[1] >= LEAST_REST_S]
    return sorted({*((low, high) for low, high in worker["rests"]), *between})


def _worked_before(worker: Mapping[str, Any], t: int, slice_s: int) -> int:
    number = max(0, min(t // slice_s, len(worker["worked"]) - 2))
    low, high = worker["worked"][number], worker["worked"][number + 1]
    return int(low + (high - low) * (t - number * slice_s) // slice_s)


def open_view(folder: Path) -> RunView:
    """The prepared run in a folder; kept in memory until its file changes.

    Raises RunError where the run was not prepared, or by another version.
    """
    file = folder / FILE
    try:
        stamp = file.stat().st_mtime_ns
    except OSError as error:
        raise RunError("the run has not been prepared", fix="import the run again", where=file.name) from error
    return _open_view(file, stamp)


@lru_cache(maxsize=16)
def _open_view(file: Path, stamp: int) -> RunView:
    del stamp
    lookup = Lookup(file)
    found = {name: lookup.find("run", name) for name in ("facts", "clauses", "agreement", "pay")}
    if found["facts"] is None or found["facts"].get("format") != FORMAT:
        raise RunError("the run was prepared by another version", fix="import the run again", where=file.name)
    return RunView(lookup, found["facts"], found["clauses"] or {}, found["agreement"] or {}, found["pay"] or {},
                   ZoneInfo(found["facts"]["tz"]))

