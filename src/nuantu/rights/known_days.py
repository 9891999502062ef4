"""The days on which a field that a clause needs is known of every order: there the clause is counted all the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nuantu.core.times import local_date
from nuantu.rights.own_copy import OwnCopy


@dataclass(frozen=True, slots=True)
class KnownDays:
    """Days with deliveries, parted by whether the field is known of every order that touches them; the orders that
    touch a day on which it is not."""

    known: frozenset[str]
    unknown: frozenset[str]
    dropped: frozenset[str]


def part_days(copy: OwnCopy, column: str) -> KnownDays:
    """Part the days of a copy by a column of the ``created`` events.

    An order that touches two days ties them together: where one is not known, neither is the other.
    """
    touched: dict[str, set[str]] = {}
    blank: set[str] = set()
    for row in copy.events.select(["kind", "at_s", "order_id", "worker_id", column]).to_pylist():
        if row["kind"] == "created" and row[column] is None:
            blank.add(row["order_id"])
        if row["order_id"] is not None and row["worker_id"] is not None:
            day = local_date(row["at_s"], copy.tz).isoformat()
            touched.setdefault(row["order_id"], set()).add(day)
    unknown = {day for order in blank & copy.delivered.keys() for day in touched[order]}
    while True:
        wider = unknown.union(*(days for days in touched.values() if days & unknown))
        if wider == unknown:
            break
        unknown = wider
    dropped = frozenset(order for order, days in touched.items() if days & unknown)
    return KnownDays(frozenset(copy.days) - unknown, frozenset(unknown), dropped)


def write_known_log(copy: OwnCopy, dropped: Collection[str], out: Path) -> tuple[Path, list[int]]:
    """Write the log without these orders; the folder, and the old number of each event of it in order."""
    gone = pc.fill_null(pc.is_in(copy.events["order_id"], pa.array(sorted(dropped), pa.string())), fill_value=False)
    kept = copy.events.filter(pc.invert(gone))
    old: list[int] = kept["event_id"].to_pylist()
    number = {event_id: new for new, event_id in enumerate(old, start=1)}
    for name in ("event_id", "ref_event_id"):
        place = kept.schema.get_field_index(name)
        column = pa.array([number.get(one) for one in kept[name].to_pylist()], pa.int64())
        kept = kept.set_column(place, kept.schema.field(name), column)
    part = OwnCopy(copy.person, copy.date, kept, copy.kinds, copy.slips, copy.has_slips, None, copy.files)
    return part.write_log(out), old


def take_lines(ledger: pa.Table, clause_ids: Collection[str], days: Collection[str],
               old: list[int]) -> list[dict[str, Any]]:
    """Rows of these clauses and days, resting on the events of the whole log again."""
    rows: list[dict[str, Any]] = ledger.to_pylist()
    return [{**row, "first_event_id": old[row["first_event_id"] - 1], "last_event_id": old[row["last_event_id"] - 1]}
            for row in rows if row["clause_id"] in clause_ids and row["period"] in days]
