"""An audit: log, ledger and book in, verdicts out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa
from ibis.backends import BaseBackend

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import ACROSS, CHECKS
from nuantu.audit.integrity import check_records
from nuantu.audit.judge import Explained, judge, read_explained, weigh
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Frame, Records, open_records
from nuantu.audit.verdict import Verdict
from nuantu.core.times import local_date


class ClausesInForce(Protocol):
    """What an audit wants of a book."""

    def over(self, first: date, last: date) -> tuple[Clause, ...]:
        """The clauses in force on the local days of a log, each version with its days."""


def find_span(records: Frame) -> tuple[date, date]:
    """First and last local day that the records touch, the day that the manifest names included."""
    first, last = (local_date(at_s, records.tz) for at_s in (records.first_s, records.last_s))
    return min(first, records.date), max(last, records.date)


def audit(
    folder: Path, ledger_path: Path | None, book: ClausesInForce,
    progress: Callable[[str, int, int], None] | None = None, con: BaseBackend | None = None,
) -> list[Verdict]:
    """Judge the records of a day by a book.

    ``folder`` is OUT (with log/, ledger.parquet and run.json) or a log folder; ``ledger_path`` of None means the
    ledger beside it. ``progress`` is told the name of the step, its number from 0 and how many there are. ``con`` is
    the engine that runs the expressions; by default an embedded one in memory. The records themselves come first, then
    the clauses in the order of the book. Raises InputError where a file cannot be used and AgreementError where a
    clause cannot be applied.
    """
    records = open_records(folder, ledger_path, con)
    try:
        return _judge_all(records, book, progress or (lambda _step, _number, _all: None))
    finally:
        if con is not None:
            records.release()


def _judge_all(records: Records, book: ClausesInForce, tell: Callable[[str, int, int], None]) -> list[Verdict]:
    case = _open_case(records, book)
    checked = [clause for clause in case.clauses if clause.type.name in CHECKS]
    return _judge_each(case, checked, read_explained(records), tell)


def _open_case(records: Records, book: ClausesInForce) -> Case:
    clauses = book.over(*find_span(records))
    definitions = [clause for clause in clauses
                   if clause.type.name == "worktime_definition" and clause.strength != "aim"]
    return Case(records, Spells(records, definitions), clauses)


def _judge_each(case: Case, checked: Sequence[Clause], explained: Explained,
                tell: Callable[[str, int, int], None]) -> list[Verdict]:
    tell("records", 0, len(checked) + 1)
    verdicts = check_records(case)
    for number, clause in enumerate(checked, start=1):
        tell(clause.id, number, len(checked) + 1)
        verdicts += judge(clause, CHECKS[clause.type.name](clause, case), case, explained)
    return verdicts


@dataclass(frozen=True)
class PartAudit:
    """What the audit of one part of the workers comes to.

    ``verdicts`` are those of every clause that a part can answer for; ``gathered`` is what it hands over for the
    others, a table a clause in the order of the book; ``explained`` are the explanations on record there.
    """

    verdicts: list[Verdict]
    gathered: tuple[pa.Table, ...]
    explained: Explained


def audit_part(folder: Path, book: ClausesInForce, span: tuple[int, int], con: BaseBackend) -> PartAudit:
    """Judge a folder with the whole log of some workers, one of several that make up a log.

    ``span``: first and last second of that log, of which every clause is judged as if it stood in one folder. Raises
    like ``audit``.
    """
    records = open_records(folder, None, con, span)
    try:
        case = _open_case(records, book)
        explained = read_explained(records)
        checked = [clause for clause in case.clauses if clause.type.name in CHECKS.keys() - ACROSS.keys()]
        verdicts = _judge_each(case, checked, explained, lambda _step, _number, _all: None)
        gathered = tuple(records.fetch(ACROSS[clause.type.name].gather(clause, case))
                         for clause in list_across(case.clauses))
        return PartAudit(verdicts, gathered, explained)
    finally:
        records.release()


def list_across(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that look at all workers at once, for which no part of them can answer."""
    return [clause for clause in clauses if clause.type.name in ACROSS]


def judge_across(clauses: Sequence[Clause], parts: Sequence[PartAudit], frame: Frame) -> list[Verdict]:
    """Verdicts of the clauses that look at all workers, over what all parts of a log handed over, in their order.

    ``frame``: the whole log's. Events and lines are named with the number of their part.
    """
    explained = Explained(frozenset().union(*(part.explained.rows for part in parts)))
    verdicts: list[Verdict] = []
    for place, clause in enumerate(list_across(clauses)):
        numbered = [part.gathered[place].append_column("part", pa.repeat(pa.scalar(number, pa.int64()), rows))
                    for number, part in enumerate(parts) for rows in (part.gathered[place].num_rows,)]
        table = frame.register(pa.concat_tables(numbered, promote_options="permissive"))
        verdicts += weigh(clause, ACROSS[clause.type.name].judge(clause, frame, table), frame, explained)
    return verdicts
