"""What the ledger gives beside pay, against what is due."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.benefits import compare_benefits, find_faults
from nuantu.audit.tables import list_rows

DAY = "2026-11-20"
TYPES = {"worker_id": "string", "period": "string", "due_minor": "int64", "first_id": "int64", "last_id": "int64"}


@pytest.mark.parametrize(("due", "lines", "told"), [
    (500, [("V05", 500)], []),
    (500, [], [("short", 500, 0, 0)]),
    (500, [("V05", 499)], [("short", 500, 499, 1)]),
    (500, [("V05", 501)], [("wrong", 500, 501, 1)]),
    (500, [("V05", 250), ("V05", 250)], [("wrong", 500, 500, 2)]),
    (500, [("other", 600)], []),
    (500, [("V05", 100), ("other", 500)], [("wrong", 500, 600, 1)]),
    (0, [], []),
    (None, [("V05", 1)], [("wrong", 0, 1, 1)]),
    (None, [("other", 1)], []),
    (None, [("stranger", 1)], []),
])
def test_less_than_due_is_short_and_another_sum_in_its_name_is_wrong(
        tmp_path: Path, due: int | None, lines: list[tuple[str, int]],
        told: list[tuple[str, int, int, int]]) -> None:
    """Another clause of the type may pay in its place; lines of other types are nobody's business here."""
    log = LogBuilder(DAY)
    log.register("Wang")
    clauses = [make_clause("skill_certificate", name, amounts={"level5": 500}) for name in ("V05", "other")]
    rows = [{"period": DAY, "account": "benefit", "order_id": None, "component": "certificate", "clause_id": clause,
             "rate_minor": amount, "amount_minor": amount} for clause, amount in lines]
    case = open_case(log, tmp_path, rows, clauses)
    table = list_rows(TYPES, [] if due is None else [("Wang", DAY, due, 1, 1)])
    found = case.records.rows(find_faults(compare_benefits(clauses[0], case, table, "certificate")))
    assert [(row["ground"], row["due_minor"], row["paid_minor"], row["own_lines"]) for row in found] == told
