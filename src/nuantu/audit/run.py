"""An audit: log, ledger and book in, verdicts out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from ibis.backends import BaseBackend

from nuantu.agreement.clause import Clause
from nuantu.audit.checks import CHECKS
from nuantu.audit.integrity import check_records
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Records, open_records
from nuantu.audit.verdict import Verdict
from nuantu.core.times import local_date


class ClausesInForce(Protocol):
    """What an audit wants of a book."""

    def over(self, first: date, last: date) -> tuple[Clause, ...]:
        """The clauses in force on the local days of a log, each version with its days."""


def find_span(records: Records) -> tuple[date, date]:
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
    clauses = book.over(*find_span(records))
    definitions = [clause for clause in clauses
                   if clause.type.name == "worktime_definition" and clause.strength != "aim"]
    case = Case(records, Spells(records, definitions), clauses)
    checked = [clause for clause in clauses if clause.type.name in CHECKS]
    explained = read_explained(records)
    tell("records", 0, len(checked) + 1)
    verdicts = check_records(case)
    for number, clause in enumerate(checked, start=1):
        tell(clause.id, number, len(checked) + 1)
        verdicts += judge(clause, CHECKS[clause.type.name](clause, case), case, explained)
    return verdicts
