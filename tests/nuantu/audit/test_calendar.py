"""Months, quarters and years in a log: whole, over, or still to come."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.calendar import check_held, hold_days, hold_spans, list_lacks, place_in_spans, table_spans
from nuantu.audit.query import Case


def open_autumn(folder: Path, end: str = "2026-12-10 10:00", day: str = "2026-09-15") -> Case:
    """A log from mid-September into December with something on the borders of October."""
    log = LogBuilder(day)
    log.register("Wang")
    for clock in ("2026-10-01 00:00", "2026-10-31 23:59:59", "2026-11-01 00:00"):
        log.add("activity_held", clock, reason="talk", count=10)
    log.add("temperature", end)
    return open_case(log, folder)


def test_each_span_says_whether_it_is_whole_and_over(tmp_path: Path) -> None:
    """September began before the log, December is not over; October and November are whole."""
    case = open_autumn(tmp_path)
    told = [(one.span.name, one.missing, one.is_over) for one in hold_spans(case.records, "month")]
    assert told == [("2026-09", "2026-09-01..2026-09-14", True), ("2026-10", "", True), ("2026-11", "", True),
                    ("2026-12", "2026-12-11..2026-12-31", False)]
    assert [str(day) for day in hold_days(case.records)] == ["2026-09-15", "2026-12-10"]


def test_what_happens_belongs_to_its_span(tmp_path: Path) -> None:
    """A month begins at local midnight and ends with the next one's."""
    case = open_autumn(tmp_path)
    spans = table_spans(hold_spans(case.records, "month"))
    rows = case.records.rows(place_in_spans(spans, case.records.of_kind("activity_held")).order_by("event_id"))
    assert [(row["span"], row["period"]) for row in rows] == [
        ("2026-10", "2026-10-31"), ("2026-10", "2026-10-31"), ("2026-11", "2026-11-30")]


def test_a_log_without_a_whole_span_says_what_it_lacks_of_those_that_are_over(tmp_path: Path) -> None:
    """Of the third quarter its begin; nothing of a year that is not over, nothing where a month is whole."""
    case = open_autumn(tmp_path)
    lacks = {period: list_lacks(hold_spans(case.records, period)) for period in ("month", "quarter", "year")}
    assert lacks == {"month": [], "quarter": [("log of 2026-07-01..2026-09-14",)], "year": []}


def test_a_span_is_kept_broken_unknown_or_not_due(tmp_path: Path) -> None:
    """Two in October are enough, one in November is not, of September nothing can be said, December is not over."""
    case = open_autumn(tmp_path)
    held = case.records.of_kind("activity_held")
    query = check_held(make_clause("warm_meal", meals=20, period="month"), case, held.mutate(amount=held["count"]), 20)
    assert query.missing is not None
    assert [(row["span"], row["held"]) for row in case.records.rows(query.breaches)] == [("2026-11", 10)]
    assert [row["field"] for row in case.records.rows(query.missing)] == ["log of 2026-09-01..2026-09-14"]
    assert sorted(row["span"] for row in case.records.rows(query.units)) == ["2026-09", "2026-10", "2026-11"]
