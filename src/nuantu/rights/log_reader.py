"""The own part of an event log and ledger: what concerns one person, and nobody else's records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nuantu.audit.tables import read_object
from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.tables import EVENTS, LEDGER
from nuantu.core.vocabulary import EVENT_KINDS
from nuantu.rights.own_copy import OwnCopy, Person, SlipLine

#: What a log tells of nobody but the person, besides decisions about others.
KINDS = EVENT_KINDS


def read_own_part(out: Path, stated: Person) -> OwnCopy:
    """The part of ``out`` (with log/ and, where it stands there, ledger.parquet) that concerns the person.

    Own events, those of own orders that name nobody else, and those that name neither person nor order (alerts,
    published rules). Raises InputError where the log does not know the person.
    """
    folder = out / "log" if (out / "log").is_dir() else out
    base = folder.parent if folder.name == "log" else folder
    manifest = read_object(folder / "manifest.json", ("format", "date", "tz", "currency", "rules"))
    events = EVENTS.read(folder / "events.parquet")
    own, number = _cut_events(events, stated.worker_id, folder / "events.parquet")
    registered: dict[str, Any] = next((row for row in own.to_pylist() if row["kind"] == "registered"), {})
    person = stated.fill(Person(
        stated.worker_id, registered.get("worker_class"), registered.get("vehicle"), registered.get("tenure_days"),
        registered.get("place_code"), None, manifest["tz"], manifest["currency"]))
    own = _correct_traits(own, person)
    files = [("log/events.parquet", folder / "events.parquet")]
    ledger = None
    if (base / "ledger.parquet").is_file():
        files.append(("ledger.parquet", base / "ledger.parquet"))
        ledger = _cut_ledger(LEDGER.read(base / "ledger.parquet"), stated.worker_id, number)
    slips = () if ledger is None else tuple(_read_slip(line) for line in ledger.to_pylist())
    return OwnCopy(
        person=person, date=date.fromisoformat(manifest["date"]), events=own, kinds=KINDS, slips=slips,
        has_slips=ledger is not None, ledger=ledger,
        files=tuple((name, digest_bytes(path.read_bytes())) for name, path in files), rules=str(manifest["rules"]))


def _cut_events(events: pa.Table, worker_id: str, path: Path) -> tuple[pa.Table, dict[int, int]]:
    """The own events numbered anew, and the new number of each old one."""
    mine = pc.fill_null(pc.equal(events["worker_id"], worker_id), fill_value=False)
    if not pc.any(mine).as_py():
        raise InputError(f"the log knows no worker {worker_id[:80]}", file=path, field="worker_id",
                         fix="check the number of the person")
    held = pc.unique(events["order_id"].filter(mine)).drop_null()
    nobody = pc.is_null(events["worker_id"])
    own_order = pc.and_(nobody, pc.is_in(events["order_id"], held))
    general = pc.and_(nobody, pc.is_null(events["order_id"]))
    own = events.filter(pc.or_(mine, pc.or_(own_order, general)))
    number = {old: new for new, old in enumerate(own["event_id"].to_pylist(), start=1)}
    refs = pa.array([number.get(ref) for ref in own["ref_event_id"].to_pylist()], pa.int64())
    own = _replace(own, "event_id", pa.array(range(1, own.num_rows + 1), pa.int64()))
    own = _replace(own, "ref_event_id", refs)
    # Decisions weigh other people: they stay where they are, and the push names none.
    return _replace(own, "decision_id", pa.nulls(own.num_rows, pa.int64())), number


def _correct_traits(events: pa.Table, person: Person) -> pa.Table:
    """The registration with what an option has stated."""
    rows = events.to_pylist()
    for row in rows:
        if row["kind"] == "registered":
            row.update({name: getattr(person, name) for name in ("worker_class", "vehicle", "tenure_days",
                                                                 "place_code")})
    return pa.Table.from_pylist(rows, schema=EVENTS.to_arrow())


def _cut_ledger(ledger: pa.Table, worker_id: str, number: dict[int, int]) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for row in ledger.filter(pc.equal(ledger["worker_id"], worker_id)).to_pylist():
        # An event that concerns others stays with them; the line then rests on the first event of the own part.
        ends = {name: number.get(row[name], 1) for name in ("first_event_id", "last_event_id")}
        rows.append({**row, **ends, "line_id": len(rows) + 1})
    return pa.Table.from_pylist(rows, schema=LEDGER.to_arrow())


def _read_slip(line: dict[str, Any]) -> SlipLine:
    return SlipLine(line["period"], line["order_id"], line["component"], line["amount_minor"], line["reason"],
                    line["account"], f"ledger.parquet:{line['line_id']}")


def _replace(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), column)
