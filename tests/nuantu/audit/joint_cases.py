"""The worked cases of verdicts of all clause types in one log under one book: every check, and every border, at once.

Each case becomes a world of its own (workers and orders bear its number), each sheet of cases gives the clauses of its
type, named after it, and all of them judge all worlds. What comes out is no worked verdict any more; it is much, and
of every kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from tests.falsifier.worlds import merge_worlds
from tests.nuantu.audit.plain_words import Witness, read_line
from tests.nuantu.settle.plain_words import write_book

from nuantu.agreement.book import Book
from nuantu.core.tables import EVENTS, LEDGER, Table

FOLDER = Path(__file__).parents[2] / "cases" / "verdicts"
DAY = "2026-11-20"


def list_sheets() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and content of every sheet of cases."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))


def join_books(folder: Path) -> Book:
    """A book of the clauses of all types, each from the sheet of its type."""
    clauses = [{**clause, "id": f"{name}-{clause['id']}"} for name, sheet in list_sheets()
               for clause in sheet["clauses"] if clause["type"] == name]
    folder.mkdir()
    return write_book(clauses, "CNY", folder)


def join_cases(folder: Path) -> Path:
    """Write OUT of all cases of the one day; those that leave out a column, or tell of another day, stand aside."""
    worlds = []
    for _name, sheet in list_sheets():
        # What a sheet says of a clause of another type is said of that type's own.
        ids = {clause["id"]: f"{clause['type']}-{clause['id']}" for clause in sheet["clauses"]}
        for case in sheet["cases"]:
            if "without" not in case and str(case.get("day", DAY)) == DAY:
                worlds.append(_write_world(ids, case, folder / str(len(worlds))))
    merge_worlds(worlds, folder / "joint")
    return folder / "joint"


def _write_world(ids: Mapping[str, str], case: Mapping[str, Any], folder: Path) -> Path:
    witness = Witness(DAY)
    for sentence in case["events"]:
        witness.tell(sentence)
    events = witness.log.write(folder) / "events.parquet"
    lines = [read_line(text, number, DAY) for number, text in enumerate(case.get("ledger") or [], start=1)]
    _rename(ids, pq.read_table(events).to_pylist(), EVENTS, events)
    _rename(ids, lines, LEDGER, folder / "ledger.parquet")
    return folder


def _rename(ids: Mapping[str, str], rows: list[dict[str, Any]], kind: Table, path: Path) -> None:
    for row in rows:
        row["clause_id"] = ids.get(row["clause_id"], row["clause_id"])
    kind.write(pa.Table.from_pylist(rows, schema=kind.to_arrow()), path)
