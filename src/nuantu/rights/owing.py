"""What the clauses give: the book settled over one person's log, without what the copy cannot show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from nuantu.agreement.book import Book
from nuantu.agreement.clause import Clause
from nuantu.audit.ledger_rules import PAYS as ACCOUNTS
from nuantu.core.errors import InputError
from nuantu.core.tables import LEDGER
from nuantu.rights.evidence import Lack, find_lacks, lack_others
from nuantu.rights.known_days import part_days, take_lines, write_known_log
from nuantu.rights.own_copy import OwnCopy
from nuantu.rights.part_book import leave_out
from nuantu.rights.sheet import TRIPS
from nuantu.settle.ledger import settle
from nuantu.settle.pays import PAYS

#: Fields of the log by the column of a sheet that would hold them.
COLUMNS: Final = {field.event: f"trips.{field.name}" for field in TRIPS.fields if field.event}


@dataclass
class Owing:
    """The owed ledger, and the clauses that could not be settled or judged, each with what it lacks.

    ``lacking`` holds every clause of which nothing can be said; ``book`` is the book without those that could mislead
    if they stayed; ``after`` names clauses that are only unknown because another one is; ``blamed`` those that lack a
    column of the log of some order. Where these are all that lacks of pay, ``unknown_days`` are the days on which they
    could not be counted; ``None`` stands for all days.
    """

    book: Book
    ledger: pa.Table
    lacking: dict[str, list[Lack]] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    blamed: dict[str, str] = field(default_factory=dict)
    unknown_days: frozenset[str] | None = None

    def list_unknown(self, clauses: Mapping[str, Clause]) -> dict[tuple[str, str], str]:
        """What is lacking to know each (account, component) that a clause left out would pay."""
        found: dict[tuple[str, str], str] = {}
        for clause_id in (*self.lacking, *self.after):
            first = self.lacking.get(self.after.get(clause_id, clause_id), [])
            for account, component in ACCOUNTS.get(clauses[clause_id].type.name, ()):
                found.setdefault((account, component), first[0].field if first else clause_id)
        return found


def settle_owed(log_folder: Path, copy: OwnCopy, book: Book, clauses: Mapping[str, Clause]) -> Owing:
    """Settle what can be settled.

    A clause whose fields the copy does not hold is left out and named; so are clauses that pay for a day or longer,
    wherever a clause that pays by order had to be left out: they would make up for what is only unknown.
    """
    definitions = [clause for clause in clauses.values() if clause.type.name == "worktime_definition"]
    owing = Owing(book, pa.table({}))
    for clause in clauses.values():
        lacks = find_lacks(clause, copy, definitions) + _lack_others(clause)
        if lacks:
            owing.lacking[clause.id] = lacks
    while True:
        _leave_out_followers(owing, clauses)
        gone = [clauses[clause_id] for clause_id in (*owing.lacking, *owing.after)
                if clauses[clause_id].type.name != "worktime_definition"]
        owing.book = leave_out(book, gone)
        try:
            nothing = len(gone) == len(clauses)
            owing.ledger = LEDGER.to_arrow().empty_table() if nothing else settle(log_folder, owing.book)
        except InputError as error:
            _blame(error, clauses, owing)
            continue
        _settle_known_days(log_folder.parent, copy, book, clauses, owing)
        return owing


def _settle_known_days(out: Path, copy: OwnCopy, book: Book, clauses: Mapping[str, Clause], owing: Owing) -> None:
    """Count what lacks a column of some orders on the days on which no order lacks it.

    Nothing longer than a day is counted so. Where a clause that pays lacks anything else, its days are all unknown.
    """
    columns = set(owing.blamed.values())
    paying = {clause_id for clause_id in owing.lacking if ACCOUNTS.get(clauses[clause_id].type.name)}
    if len(columns) != 1 or paying != owing.blamed.keys():
        return
    parted = part_days(copy, columns.pop())
    if not parted.known or not parted.unknown:
        return
    daily = {clause_id for clause_id in owing.after
             if (pay := PAYS.get(clauses[clause_id].type.name)) is not None and pay.stage == "period"}
    if daily != owing.after.keys():
        return
    others = [clauses[clause_id] for clause_id in owing.lacking
              if clause_id not in owing.blamed and clauses[clause_id].type.name != "worktime_definition"]
    part, old = write_known_log(copy, parted.dropped, out / "known")
    ledger = settle(part, leave_out(book, others))
    rows = owing.ledger.to_pylist() + take_lines(ledger, owing.blamed.keys() | daily, parted.known, old)
    owing.ledger = pa.Table.from_pylist([{**row, "line_id": number} for number, row in enumerate(rows, start=1)],
                                        schema=LEDGER.to_arrow())
    owing.unknown_days = parted.unknown


def _lack_others(clause: Clause) -> list[Lack]:
    """A sum over many people cannot be made from the copy of one."""
    pay = PAYS.get(clause.type.name)
    return [lack_others(clause)] if pay is not None and pay.stage == "group" else []


def _leave_out_followers(owing: Owing, clauses: Mapping[str, Clause]) -> None:
    first = next((clause_id for clause_id in owing.lacking if _pays(clauses[clause_id], order=True)), None)
    if first is None:
        return
    for clause in clauses.values():
        if clause.id not in owing.lacking and _pays(clause, order=False):
            owing.after[clause.id] = first


def _pays(clause: Clause, *, order: bool) -> bool:
    pay = PAYS.get(clause.type.name)
    if clause.strength == "aim":
        return False
    if pay is None:
        return not order and "entitle" in clause.type.hooks
    return (pay.stage == "order") == order and any(account == "worker_pay" for account, _ in
                                                   ACCOUNTS.get(clause.type.name, (("worker_pay", ""),)))


def _blame(error: InputError, clauses: Mapping[str, Clause], owing: Owing) -> None:
    """Note the clause that a refusal names, and the field that it asks for; any other refusal stands."""
    named = [clause_id for clause_id in clauses
             if clause_id not in owing.lacking and clause_id not in owing.after
             and re.search(rf"(?<![\w-]){re.escape(clause_id)}(?![\w-])", error.what)]
    if not named or error.field is None:
        raise error
    column = COLUMNS.get(error.field, f"events.{error.field}")
    known = next((one for one in TRIPS.fields if one.event == error.field), None)
    zh, en = (known.zh, known.meaning) if known else (error.field, error.what)
    owing.lacking[named[0]] = [Lack(column, zh, en, "platform", (named[0],))]
    if known is not None:
        owing.blamed[named[0]] = error.field


def list_rows(ledger: pa.Table) -> list[dict[str, Any]]:
    """Rows of a ledger as objects."""
    rows: list[dict[str, Any]] = ledger.to_pylist()
    return rows
