"""An audit in whole: its order, its progress and its refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import HandBook, make_clause
from tests.nuantu.audit.opened import write_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.run import audit
from nuantu.core.errors import AgreementError


def write_quiet_day(folder: Path) -> Path:
    """Nobody does anything."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    return write_case(log, folder)


def test_records_come_first_and_clauses_in_the_order_of_the_book(tmp_path: Path) -> None:
    """And progress tells each step with its number."""
    clauses = [make_clause("injury_premium", "b", amount=7), make_clause("injury_premium", "a", amount=7)]
    steps: list[tuple[str, int, int]] = []
    verdicts = audit(write_quiet_day(tmp_path), None, HandBook(clauses), lambda *step: steps.append(step))
    assert [(one.clause_id, one.verdict) for one in verdicts] == [
        ("log", "complied"), ("ledger", "not_applicable"), ("b", "not_applicable"), ("a", "not_applicable")]
    assert steps == [("records", 0, 3), ("b", 1, 3), ("a", 2, 3)]


def test_working_time_without_a_definition_cannot_be_judged(tmp_path: Path) -> None:
    """The clause is named, and what it lacks."""
    book = HandBook([make_clause("fatigue_reminder", "remind", first=3600, every=3600)])
    with pytest.raises(AgreementError, match=r"clause remind .* no worktime_definition"):
        audit(write_quiet_day(tmp_path), None, book)


def test_a_definition_that_is_only_aimed_at_defines_nothing(tmp_path: Path) -> None:
    """As in settlement and dispatch."""
    book = HandBook([make_clause("worktime_definition", strength="aim"),
                     make_clause("fatigue_reminder", "remind", first=3600, every=3600)])
    with pytest.raises(AgreementError, match="no worktime_definition"):
        audit(write_quiet_day(tmp_path), None, book)
