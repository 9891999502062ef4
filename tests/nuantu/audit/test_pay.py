"""What the ledger pays against what clauses give, where two of one type cover an order."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.checks import CHECKS

LOW = make_clause("injury_premium", "low", amount=4)
HIGH = make_clause("injury_premium", "high", amount=7)
PREMIUM = {"account": "injury_premium", "component": "premium"}


def find(folder: Path, *lines: tuple[str, int]) -> dict[str, list[str]]:
    """Grounds by clause on one delivered order and premiums of (clause, amount)."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.order("A1", worker="Wang", created="10:00", accepted="10:00", delivered="10:30")
    rows = [{**PREMIUM, "clause_id": clause, "amount_minor": amount} for clause, amount in lines]
    case = open_case(log, folder, rows, (LOW, HIGH))
    return {clause.id: [row["ground"] for row in case.records.rows(CHECKS["injury_premium"](clause, case).breaches)]
            for clause in (LOW, HIGH)}


def test_the_better_clause_pays_for_both(tmp_path: Path) -> None:
    """Seven fen under the one that gives seven."""
    assert find(tmp_path, ("high", 7)) == {"low": [], "high": []}


def test_the_lower_amount_is_short_of_the_better_clause(tmp_path: Path) -> None:
    """And right in the name of the lower."""
    assert find(tmp_path, ("low", 4)) == {"low": [], "high": ["short"]}


def test_the_better_amount_in_the_name_of_the_lower_clause_is_wrong(tmp_path: Path) -> None:
    """The line does not follow from the clause that it names."""
    assert find(tmp_path, ("low", 7)) == {"low": ["wrong"], "high": []}


def test_a_line_under_no_clause_pays_for_none(tmp_path: Path) -> None:
    """The amount is right, and nobody knows what for."""
    assert find(tmp_path, ("unknown", 7)) == {"low": ["short"], "high": ["short"]}
