"""Whole calendar months of a log, and the month of a day."""

from __future__ import annotations

from ibis import ir

from nuantu.audit.calendar import hold_spans, table_spans
from nuantu.audit.query import Case


def add_month(case: Case, table: ir.Table) -> ir.Table:
    """The table (with day_s) with ``month`` (``2026-11``)."""
    days = case.records.days
    return table.inner_join(days.select("day_s", month=days.day.substr(0, 7)), "day_s")


def list_months(case: Case) -> ir.Table:
    """Months that the log touches: month, begin_s, end_s (UTC seconds) and missing (days; null where it holds all)."""
    spans = table_spans(hold_spans(case.records, "month"))
    return spans.select("begin_s", "end_s", "missing", month=spans.period.substr(0, 7))


def keep_whole(case: Case, table: ir.Table) -> ir.Table:
    """Rows (with month) of months that the log holds whole."""
    months = list_months(case)
    return table.semi_join(months.filter(months.missing.isnull()), "month")
