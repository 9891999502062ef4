"""Whole months of a log, and the month of a day."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.months import add_month, keep_whole, list_months


def test_only_the_month_that_is_held_from_first_to_last_day_is_whole(tmp_path: Path) -> None:
    """From 30 November to 1 January: December is whole, the others lack days."""
    log = LogBuilder("2026-11-30")
    for at in ("00:00", "2026-12-15 12:00", "2026-12-31 23:59:59", "2027-01-01 00:00"):
        log.add("temperature", at, celsius_tenths=0)
    case = open_case(log, tmp_path)
    months = case.records.rows(list_months(case).order_by("month"))
    assert [(row["month"], row["missing"]) for row in months] == [
        ("2026-11", "2026-11-01..2026-11-29"), ("2026-12", None), ("2027-01", "2027-01-02..2027-01-31")]
    events = add_month(case, case.records.events.select("event_id", "day_s"))
    assert [row["month"] for row in case.records.rows(events.order_by("event_id"))] == [
        "2026-11", "2026-12", "2026-12", "2027-01"]
    kept = case.records.rows(keep_whole(case, events).order_by("event_id"))
    assert [row["event_id"] for row in kept] == [2, 3]
