"""What the ledger pays for days and months, set against what is due."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.periods import DAY, MONTH, compare_periods
from nuantu.audit.tables import list_rows

TYPES = {"worker_id": "string", "period": "string", "first_id": "int64", "last_id": "int64", "due_minor": "int64"}


@pytest.mark.parametrize(("amounts", "length", "found"), [
    ([600], DAY, []),
    ([599], DAY, [("short", 599, 599)]),
    ([601], DAY, [("wrong", 601, 601)]),
    ([300, 300], DAY, [("wrong", 600, 600)]),
    ([], DAY, [("short", 0, 0)]),
    ([600], MONTH, []),
])
def test_a_period_is_paid_once_and_exactly(tmp_path: Path, amounts: list[int], length: int, found: list[Any]) -> None:
    """Too little, too much, in two lines; by the day or by its month."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    clause = make_clause("wait_or_rest_pay", "rest", wait_rate=50, after=600, rest_rate=30)
    lines = [{"order_id": None, "component": "rest_pay", "clause_id": "rest", "amount_minor": amount}
             for amount in amounts]
    case = open_case(log, tmp_path, lines, [clause])
    due = list_rows(TYPES, [("Wang", "2026-11-20"[:length], 1, 1, 600)])
    rows = case.records.rows(compare_periods(clause, case, due, "worker_pay", "rest_pay", length=length))
    assert [(row["ground"], row["paid_minor"], row["own_minor"]) for row in rows] == found
