"""One person's records in one form, whether they came as sheets or as the own part of an event log."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.core.ids import digest_bytes
from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.core.times import DEFAULT_TZ, local_date

#: Events that an own copy always tells of: who the person is is asked for apart.
ALWAYS = frozenset({"registered"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who the person is, as far as the records or the options say; ``None`` where neither does."""

    worker_id: str
    worker_class: str | None = None
    vehicle: str | None = None
    tenure_days: int | None = None
    place_code: str | None = None
    platform: str | None = None
    tz: str | None = None
    currency: str | None = None

    def fill(self, other: Person) -> Person:
        """The same person, with what only the other account of him knows."""
        own = {name: getattr(self, name) for name in self.__slots__}
        return replace(self, **{name: getattr(other, name) for name, value in own.items() if value is None})


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One amount that was paid, or taken, as the slip says it.

    ``period`` is a day ``2026-11-20`` or a month ``2026-11``; ``component`` may be ``total``; ``where`` names file and
    line, or the line of a ledger.
    """

    period: str
    order_id: str | None
    component: str
    amount_minor: int
    reason: str | None
    account: str
    where: str


@dataclass(frozen=True)
class OwnCopy:
    """Everything that is known of one person.

    ``events`` is in the published schema; ``kinds`` are the kinds of event of which the copy tells all there were;
    ``ledger`` the paid lines where they came as a ledger; ``files`` names and SHA-256 of what was read; ``coarse_s``
    how many trips state their times to the minute only.
    """

    person: Person
    date: date
    events: pa.Table
    kinds: frozenset[str]
    slips: tuple[SlipLine, ...]
    has_slips: bool
    ledger: pa.Table | None
    files: tuple[tuple[str, str], ...]
    to_the_minute: int = 0
    rules: str = "open"

    @property
    def tz(self) -> str:
        """Time zone of all local times."""
        return self.person.tz or DEFAULT_TZ

    @property
    def currency(self) -> str:
        """Currency of all amounts."""
        return self.person.currency or "CNY"

    @property
    def days(self) -> tuple[str, ...]:
        """Local days on which the person delivered, in order."""
        done = [row["at_s"] for row in self.events.select(["kind", "at_s"]).to_pylist() if row["kind"] == "delivered"]
        return tuple(sorted({local_date(at_s, self.tz).isoformat() for at_s in done}))

    @property
    def delivered(self) -> Mapping[str, str]:
        """Local day of delivery of each order."""
        rows = self.events.select(["kind", "at_s", "order_id"]).to_pylist()
        return {row["order_id"]: local_date(row["at_s"], self.tz).isoformat()
                for row in rows if row["kind"] == "delivered"}

    def write_log(self, out: Path) -> Path:
        """Write ``out/log`` in the published format and return that folder."""
        folder = out / "log"
        folder.mkdir(parents=True)
        EVENTS.write(self.events, folder / "events.parquet")
        CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), folder / "candidates.parquet")
        manifest = {"format": "nuantu-log/1", "date": self.date.isoformat(), "tz": self.tz, "currency": self.currency,
                    "rules": self.rules, "events": self.events.num_rows,
                    "events_sha256": digest_bytes((folder / "events.parquet").read_bytes())}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        return folder


def number_events(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Events in order of time as a published table, their ids from 1.

    Rows hold columns of the log without ``event_id``; of equal times the earlier in the list comes first. ``tag``
    names a row and ``ref_tag`` the one that it answers; both become numbers.
    """
    ordered = sorted(rows, key=lambda row: row["at_s"])
    number = {row["tag"]: event_id for event_id, row in enumerate(ordered, start=1) if row.get("tag") is not None}
    told = []
    for event_id, row in enumerate(ordered, start=1):
        kept = {name: value for name, value in row.items() if name not in ("tag", "ref_tag")}
        ref = row.get("ref_tag")
        if ref is not None and ref in number:
            kept["ref_event_id"] = number[ref]
        told.append({"event_id": event_id, **kept})
    return pa.Table.from_pylist(told, schema=EVENTS.to_arrow())
