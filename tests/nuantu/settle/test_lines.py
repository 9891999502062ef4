"""Ledger lines follow from their own columns, and of two clauses one pays."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from tests.nuantu.clause_builder import build_clause

from nuantu.settle.lines import SCHEMA, Rate, Subject, join_lines, keep_best, recompute, write_lines, write_periods


def _lines(clause_id: str, amounts: dict[str, int], component: str = "base") -> pa.Table:
    numbers = np.arange(1, len(amounts) + 1)
    subject = Subject(pa.array(["W1"] * len(amounts)), pa.array(list(amounts), pa.string()),
                      pa.array(["2026-11-20"] * len(amounts)), numbers, numbers + 10)
    clause = build_clause("weekday_distance_band", clause_id, base=0)
    return write_lines(clause, "worker_pay", component, subject, np.ones(len(amounts), np.int64),
                       Rate(np.array(list(amounts.values()), np.int64), 1, "order"), "CNY")


def test_a_line_is_written_with_its_arithmetic() -> None:
    """Quantity, rate, rounding and what is taken off make the amount."""
    subject = Subject(pa.array(["W1"]), None, pa.array(["2026-11-20"]), np.array([3]), np.array([9]))
    clause = build_clause("hourly_floor", "floor", floor=2770, base="engaged", rounding="half_up")
    line = write_lines(clause, "worker_pay", "floor_topup", subject, np.array([3601]),
                       Rate(2770, 3600, "second", "half_up"), "CNY", 2000)
    assert line.to_pylist() == [{
        "period": "2026-11-20", "account": "worker_pay", "worker_id": "W1", "order_id": None,
        "component": "floor_topup", "reason": None, "clause_id": "floor", "quantity": 3601, "quantity_unit": "second",
        "rate_minor": 2770, "rate_per": 3600, "rounding": "half_up", "less_minor": 2000, "amount_minor": 771,
        "currency": "CNY", "first_event_id": 3, "last_event_id": 9}]
    assert recompute(line).tolist() == [771]


def test_lines_of_nothing_are_not_written() -> None:
    """Zero parts fall away, so a sum has only lines that move money."""
    assert _lines("one", {"A1": 0, "A2": 5})["order_id"].to_pylist() == ["A2"]


def test_the_better_clause_pays_each_order_by_the_sum_of_its_lines() -> None:
    """Base and distance together decide; equal sums go to the clause that stands earlier."""
    first = join_lines([_lines("first", {"A1": 400, "A2": 400, "A3": 500})])
    second = join_lines([_lines("second", {"A1": 300, "A2": 300, "A3": 500}),
                         _lines("second", {"A1": 99, "A2": 101}, "distance")])
    kept = keep_best([first, second])
    rows = zip(*(kept[name].to_pylist() for name in ("order_id", "clause_id", "amount_minor")), strict=True)
    assert list(rows) == [("A1", "first", 400), ("A3", "first", 500), ("A2", "second", 300), ("A2", "second", 101)]


def test_one_clause_or_none_needs_no_choice() -> None:
    """Nothing is lost where nothing competes."""
    assert keep_best([]).num_rows == 0
    assert keep_best([_lines("only", {"A1": 1})]).num_rows == 1
    assert keep_best([SCHEMA.empty_table(), SCHEMA.empty_table()]).num_rows == 0


def test_periods_are_local_dates() -> None:
    """Places in the list of days become ISO dates."""
    days = (date(2026, 11, 20), date(2026, 11, 21))
    assert write_periods(days, np.array([1, 0])).to_pylist() == ["2026-11-21", "2026-11-20"]
