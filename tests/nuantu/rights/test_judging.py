"""Verdicts over a copy accuse only where the copy shows it."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.rights.sheet_cases import list_cases, state_case

from nuantu.audit.verdict import count_units
from nuantu.rights.judging import write_paid


def find_case(name: str) -> dict[str, object]:
    """The worked case of this name."""
    return next(case for case in list_cases() if case["name"] == name)


def test_a_coarse_slip_that_falls_short_accuses_no_single_order(tmp_path: Path) -> None:
    """What is missing is known, for which order is not: insufficient evidence, with what would show it."""
    statement = state_case(find_case("A subsidy listed by day stands for all its orders"), tmp_path)
    told = [(one.clause_id, one.verdict, one.units, one.missing) for one in statement.verdicts]
    assert told == [("rain", "insufficient_evidence", 2, ("payslips.order_id",))]
    assert statement.totals["missing_minor"] == 300


def test_a_paid_ledger_holds_what_the_slip_paid(tmp_path: Path) -> None:
    """Sums by component are those of the slip, and lines that came out even are the owed ones."""
    statement = state_case(find_case("A floor missed by 2.49 yuan"), tmp_path)
    paid = write_paid(statement.copy, statement.entries).to_pylist()
    assert [(row["line_id"], row["component"], row["clause_id"], row["amount_minor"]) for row in paid] == [
        (1, "base", "piece", 2250), (2, "floor_topup", "floor", 1610)]


def test_what_was_paid_as_owed_counts_as_kept(tmp_path: Path) -> None:
    """The floor of a day on which only the subsidy is missing is kept, and nothing is lost from the count."""
    statement = state_case(find_case("A top-up that was paid as owed is not broken because another line is missing"),
                           tmp_path)
    floor = [one for one in statement.verdicts if one.clause_id == "floor"]
    assert [(one.verdict, one.units) for one in floor] == [("complied", 1)]
    assert count_units(statement.verdicts)["violated"] == 1


def test_a_silent_slip_is_no_evidence_on_premiums(tmp_path: Path) -> None:
    """Neither paid nor unpaid."""
    statement = state_case(find_case("A slip silent about the premium accuses nobody"), tmp_path)
    assert [(one.clause_id, one.verdict) for one in statement.verdicts] == [
        ("piece", "complied"), ("premium", "insufficient_evidence")]
