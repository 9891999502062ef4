"""Judge many worked cases in one run: each is a world of its own, and gets the verdicts that it would get alone.

An audit of a few events takes a third of a second, nearly all of it to write queries; so cases under the same clauses
share them. What a check finds is sorted by worlds before it is weighed. Where that cannot be done the case is left to
be judged alone: a row of the check is nobody's, or the case lacks a field that other worlds may have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from ibis import ir
from tests.falsifier.worlds import NAMES, merge_worlds, name_in, split_name
from tests.nuantu.audit.plain_words import open_out

from nuantu.agreement.book import Book
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import Explained, weigh
from nuantu.audit.query import Query
from nuantu.audit.tables import Frame, Records
from nuantu.audit.verdict import Verdict

Row = Mapping[str, Any]


class UnsortableError(Exception):
    """A row of a check names neither worker, order, place, event nor line, so nobody knows whose it is."""


class World(Frame):
    """What a check found in one of the worlds: answers to the questions of a judgement, computed for all at once."""

    def __init__(self, records: Records, found: Mapping[ir.Table, Sequence[Row]]) -> None:
        super().__init__(records._con, records.date, records.tz, (records.first_s, records.last_s))
        self._found = {table.op(): rows for table, rows in found.items()}

    def rows(self, expr: ir.Table) -> list[dict[str, Any]]:
        """The rows of this world; all of what is said of a clause as a whole."""
        return [dict(row) for row in self._found[expr.op()]]

    def value(self, expr: ir.Value) -> int:
        """How many rows of a table are this world's."""
        return len(self._found[expr.op().arg])


def read_background(out: Path) -> str:
    """What happens to nobody in particular, such as the weather; only worlds that have it in common go together."""
    events = pq.read_table(out / "log" / "events.parquet").drop_columns(["event_id"]).to_pylist()
    common = [event for event in events
              if event["kind"] != "explanation_sent" and all(event.get(name) is None for name in NAMES)]
    return json.dumps([{name: value for name, value in event.items() if value is not None} for event in common])


def judge_worlds(kind: str, book: Book, outs: Sequence[Path], joint: Path) -> list[list[Verdict] | None]:
    """Verdicts of all clauses of the type, of each OUT by itself; ``None`` where a field is lacking that a check needs.

    Raises UnsortableError where it cannot be said whose a row of the check is.
    """
    numbers = merge_worlds(outs, joint)
    owners = {(key, number): world for (world, key, _), number in numbers.items()}
    case = open_out(joint, book)
    records = case.records
    explained = sort_rows(read_explanations(records), owners, len(outs))
    verdicts: list[list[Verdict] | None] = [[] for _ in outs]
    for clause in case.clauses:
        if clause.type.name != kind:
            continue
        query = CHECKS[kind](clause, case)
        tables = list_tables(query)
        found = [sort_rows(records.rows(table), owners, len(outs)) for table in tables]
        whole = {} if query.noted is None else {query.noted: records.rows(query.noted)}
        for world, out in enumerate(outs):
            own = verdicts[world]
            if own is None or any(lacks(out, need.kinds, need.field) for need in query.needs):
                verdicts[world] = None
                continue
            answers = dict(zip(tables, (rows[world] for rows in found), strict=True)) | whole
            told = Explained(frozenset((row["clause_id"], row["worker_id"], row["order_id"])
                                       for row in explained[world]))
            own += [call_by_own_name(one, world) for one in weigh(clause, query, World(records, answers), told)]
    return verdicts


def list_tables(query: Query) -> list[ir.Table]:
    """What a check found, table by table."""
    return [query.units, query.breaches, *query.tally.values(), *([] if query.missing is None else [query.missing])]


def read_explanations(records: Records) -> list[dict[str, Any]]:
    """Explanations with the event that tells whose they are."""
    return records.rows(records.of_kind("explanation_sent").select("event_id", "clause_id", "worker_id", "order_id"))


def sort_rows(rows: Iterable[Row], owners: Mapping[tuple[str, int], int], worlds: int) -> list[list[Row]]:
    """The rows of each world."""
    sorted_rows: list[list[Row]] = [[] for _ in range(worlds)]
    for row in rows:
        sorted_rows[find_owner(row, owners)].append(row)
    return sorted_rows


def find_owner(row: Row, owners: Mapping[tuple[str, int], int]) -> int:
    """The world of a row, by a name or a number in it."""
    for name in NAMES:
        if row.get(name) is not None:
            return split_name(row[name])[0]
    for column, value in row.items():
        for key in ("event", "line"):
            if value is not None and (column.endswith((f"{key}_id", f"{key}_ids"))):
                first = value[0] if isinstance(value, list) else value
                if first is not None:
                    return owners[key, first]
    raise UnsortableError(f"nobody's: {dict(row)}")


def lacks(out: Path, kinds: Sequence[str], field: str) -> bool:
    """Whether a log has events of these kinds and none of them carries the field."""
    events = [row for row in pq.read_table(out / "log" / "events.parquet").to_pylist() if row["kind"] in kinds]
    return bool(events) and all(row.get(field) is None for row in events)


def call_by_own_name(verdict: Verdict, world: int) -> Verdict:
    """A verdict with the names that workers, orders and places have in their own world."""
    def restore(text: str | None) -> str | None:
        return None if text is None else text.replace(name_in(world, "") or "", "")

    return replace(verdict, worker_id=restore(verdict.worker_id), order_id=restore(verdict.order_id),
                   arithmetic=restore(verdict.arithmetic) or "")
