"""A replayed day as it lies on disk: run, log, candidates, ledger and the book of its clauses, read once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from nuantu.agreement.book import Book, load_copied_book
from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.core.times import local_date


class Event(NamedTuple):
    """One row of the log, only the columns that a person is told about (see ``nuantu schema log``)."""

    event_id: int
    at_s: int
    kind: str
    worker_id: str | None
    order_id: str | None
    merchant_id: str | None
    district_id: str | None
    compound_id: str | None
    x_m: float | None
    y_m: float | None
    from_x_m: float | None
    from_y_m: float | None
    distance_m: int | None
    ready_estimate_s: int | None
    promised_s: int | None
    riding_s: int | None
    added_s: int | None
    worked_s: int | None
    from_s: int | None
    to_s: int | None
    reason: str | None
    level: str | None
    tenure_days: int | None
    worker_class: str | None
    vehicle: str | None
    place_code: str | None
    clause_id: str | None
    ref_event_id: int | None
    decision_id: int | None
    outcome: str | None = None
    score_delta: int | None = None


class Candidate(NamedTuple):
    """One row of the candidates: a worker who was looked at for an order."""

    decision_id: int
    at_s: int
    order_id: str
    rank: int
    worker_id: str
    status: str
    clause_id: str | None
    distance_m: int
    arrive_s: int
    pickup_s: int
    deliver_s: int
    others_delay_s: int
    in_hand: int
    considered: int
    allowed: int


class Line(NamedTuple):
    """One ledger line."""

    line_id: int
    period: str
    account: str
    worker_id: str
    order_id: str | None
    component: str
    reason: str | None
    clause_id: str | None
    quantity: int
    quantity_unit: str
    rate_minor: int
    rate_per: int
    rounding: str
    less_minor: int
    amount_minor: int
    currency: str
    first_event_id: int = 0
    last_event_id: int = 0


@dataclass(frozen=True)
class Record:
    """Everything that explanations and reports of one day are told from.

    ``events_of_order`` and ``events_of_worker`` keep the order of the log. ``versions`` are the clauses in force on
    its local days, each wording and figure with the days on which it holds; ``clauses`` has of each id the first.
    """

    out: Path
    run: Mapping[str, Any]
    manifest: Mapping[str, Any]
    book: Book
    events: tuple[Event, ...]
    candidates: tuple[Candidate, ...]
    lines: tuple[Line, ...]
    versions: tuple[Clause, ...] = ()

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Of every clause in force on any day the version that holds first, by id."""
        found: dict[str, Clause] = {}
        for clause in self.versions:
            found.setdefault(clause.id, clause)
        return found

    def clause_on(self, clause_id: str | None, day: date) -> Clause | None:
        """The version of a clause that holds on a local day.

        Where none does, its first: a day that runs over midnight goes on under the clauses with which it began, and a
        line about a longer period bears its last day. ``None`` for an id that the book does not have on these days.
        """
        own = [clause for clause in self.versions if clause.id == clause_id]
        return next((clause for clause in own if clause.holds_on(day)), own[0] if own else None)

    def clause_at(self, clause_id: str | None, at_s: int) -> Clause | None:
        """The version of a clause that holds at a moment (UTC seconds), as ``clause_on``."""
        return self.clause_on(clause_id, local_date(at_s, self.tz))

    @property
    def tz(self) -> str:
        """Time zone of the day."""
        return str(self.manifest["tz"])

    @property
    def currency(self) -> str:
        """Currency of every amount."""
        return str(self.manifest["currency"])

    @cached_property
    def events_of_order(self) -> dict[str, list[Event]]:
        """Events by order."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.order_id is not None:
                found.setdefault(event.order_id, []).append(event)
        return found

    @cached_property
    def events_of_worker(self) -> dict[str, list[Event]]:
        """Events by worker."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.worker_id is not None:
                found.setdefault(event.worker_id, []).append(event)
        return found

    @cached_property
    def alerts(self) -> list[Event]:
        """Weather alerts in the order in which they were issued."""
        return [event for event in self.events if event.kind == "alert"]

    @cached_property
    def decisions_of_order(self) -> dict[str, list[list[Candidate]]]:
        """For each order its decisions in time, each with its candidates by rank."""
        grouped: dict[int, list[Candidate]] = {}
        for row in self.candidates:
            grouped.setdefault(row.decision_id, []).append(row)
        found: dict[str, list[list[Candidate]]] = {}
        for _, rows in sorted(grouped.items()):
            found.setdefault(rows[0].order_id, []).append(sorted(rows, key=lambda row: row.rank))
        return found

    @cached_property
    def taken_at(self) -> dict[tuple[int, str], str]:
        """The order that a worker was chosen for at a moment: (at_s, worker_id) -> order_id."""
        return {(row.at_s, row.worker_id): row.order_id for row in self.candidates if row.rank == 0}

    @cached_property
    def blocked_of_worker(self) -> dict[str, Counter[str]]:
        """For each worker how often which clause kept an order from being sent to him."""
        found: dict[str, Counter[str]] = {}
        for row in self.candidates:
            if row.status == "blocked" and row.clause_id is not None:
                found.setdefault(row.worker_id, Counter())[row.clause_id] += 1
        return found

    @cached_property
    def lines_of_worker(self) -> dict[str, list[Line]]:
        """Ledger lines by worker."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.worker_id, []).append(line)
        return found

    @cached_property
    def lines_of_order(self) -> dict[str, list[Line]]:
        """Ledger lines by order."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.order_id is not None:
                found.setdefault(line.order_id, []).append(line)
        return found

    @cached_property
    def places_of_worker(self) -> dict[str, tuple[list[int], list[tuple[float, float]]]]:
        """Where each worker was seen: moments (UTC seconds, rising) and places (metres)."""
        found: dict[str, tuple[list[int], list[tuple[float, float]]]] = {}
        for worker_id, events in self.events_of_worker.items():
            seen = [(e.at_s, (e.x_m, e.y_m)) for e in events
                    if e.kind != "created" and e.x_m is not None and e.y_m is not None]
            found[worker_id] = ([at for at, _ in seen], [place for _, place in seen])
        return found


def read_record(out: Path) -> Record:
    """Read an ``OUT`` folder that ``nuantu replay`` wrote; what is missing is named."""
    run = read_json(out / "run.json")
    manifest = read_json(out / "log" / "manifest.json")
    book = load_copied_book(out / "book")
    events = EVENTS.read(out / "log" / "events.parquet")
    at_s = events.column("at_s").to_pylist()
    first = date.fromisoformat(manifest["date"])
    days = [first, *(local_date(one, manifest["tz"]) for one in (at_s[0], at_s[-1]))] if at_s else [first]
    return Record(
        out=out, run=run, manifest=manifest, book=book,
        events=tuple(Event(*row) for row in _rows(events, Event._fields)),
        candidates=tuple(Candidate(*row) for row in
                         _rows(CANDIDATES.read(out / "log" / "candidates.parquet"), Candidate._fields)),
        lines=tuple(Line(*row) for row in _rows(LEDGER.read(out / "ledger.parquet"), Line._fields)),
        versions=book.over(min(days), max(days)),
    )


def read_json(path: Path) -> Any:
    """One JSON file of ``OUT``, or a sentence that names it."""
    if not path.is_file():
        raise InputError("the file does not exist", file=path, fix="run nuantu replay with this folder as --out first")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"this is not readable JSON ({error})", file=path, fix="run nuantu replay again") from error


def _rows(table: pa.Table, names: tuple[str, ...]) -> Any:
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)
