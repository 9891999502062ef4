"""Months, quarters and years: where they begin and end, and what a log lacks of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nuantu.core.spans import Span, add_months, list_spans, span_of


@pytest.mark.parametrize(("period", "name", "first", "last", "days"), [
    ("month", "2028-02", date(2028, 2, 1), date(2028, 2, 29), 29),
    ("quarter", "2028-Q1", date(2028, 1, 1), date(2028, 3, 31), 91),
    ("year", "2028", date(2028, 1, 1), date(2028, 12, 31), 366),
])
def test_a_day_lies_in_its_span(period: str, name: str, first: date, last: date, days: int) -> None:
    """Leap years included."""
    span = span_of(date(2028, 2, 29), period)
    assert (span, span.days) == (Span(name, first, last), days)


def test_december_belongs_to_its_own_year() -> None:
    """The last month and quarter end with the year."""
    assert span_of(date(2026, 12, 31), "month") == Span("2026-12", date(2026, 12, 1), date(2026, 12, 31))
    assert span_of(date(2026, 12, 1), "quarter") == Span("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_spans_follow_one_another_without_gap(period: str) -> None:
    """Every day of three years lies in exactly one of them."""
    spans = list_spans(date(2026, 3, 15), date(2028, 11, 2), period)
    days = [span.first + timedelta(days=number) for span in spans for number in range(span.days)]
    assert days == [spans[0].first + timedelta(days=number) for number in range(len(days))]
    assert spans[0].first <= date(2026, 3, 15)
    assert spans[-1].first <= date(2028, 11, 2) <= spans[-1].last


def test_a_log_of_part_of_a_span_says_which_days_it_lacks() -> None:
    """Before, after, both or none."""
    span = span_of(date(2026, 11, 20), "month")
    told = {(1, 30): "", (1, 20): "2026-11-21..2026-11-30", (20, 30): "2026-11-01..2026-11-19",
            (20, 20): "2026-11-01..2026-11-19, 2026-11-21..2026-11-30"}
    for (first, last), missing in told.items():
        held = (date(2026, 11, first), date(2026, 11, last))
        assert (span.missing_days(*held), span.is_whole(*held)) == (missing, missing == "")


@pytest.mark.parametrize(("day", "months", "later"), [
    (date(2026, 12, 31), -3, date(2026, 9, 30)), (date(2024, 1, 31), 1, date(2024, 2, 29)),
    (date(2025, 3, 1), 24, date(2027, 3, 1)), (date(2026, 11, 30), 1, date(2026, 12, 30)),
    (date(2026, 10, 31), 2, date(2026, 12, 31)), (date(2026, 1, 15), -1, date(2025, 12, 15)),
])
def test_months_are_added_to_the_day_of_the_month(day: date, months: int, later: date) -> None:
    """Or to the month's last day where there is no such day."""
    assert add_months(day, months) == later
