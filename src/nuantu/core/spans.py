"""Spans of the calendar: days, weeks, months, quarters and years as local dates, and how much of one a log holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year: its name (``2026-11``, ``2026-Q4``, ``2026``), first and last day.

    A day or a week (from Monday) bears its first day as name.
    """

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def is_whole(self, first: date, last: date) -> bool:
        """Whether a log that holds these days, both included, holds the whole span."""
        return first <= self.first and self.last <= last

    def missing_days(self, first: date, last: date) -> str:
        """The days of the span that such a log lacks: ``2026-11-01..2026-11-19, 2026-11-21..2026-11-30``."""
        gaps = ((self.first, min(self.last, first - timedelta(days=1))),
                (max(self.first, last + timedelta(days=1)), self.last))
        return ", ".join(f"{begin}..{end}" for begin, end in gaps if begin <= end)


def span_of(day: date, period: str) -> Span:
    """The ``day``, ``week``, ``month``, ``quarter`` or ``year`` in which a day lies."""
    if period in ("day", "week"):
        begin = day - timedelta(days=day.weekday() if period == "week" else 0)
        return Span(begin.isoformat(), begin, begin + timedelta(days=6 if period == "week" else 0))
    size = _MONTHS[period]
    month = (day.month - 1) // size * size + 1
    first = date(day.year, month, 1)
    after = add_months(first, size)
    name = {"month": f"{first:%Y-%m}", "quarter": f"{first.year}-Q{month // 3 + 1}", "year": f"{first.year}"}[period]
    return Span(name, first, after - timedelta(days=1))


def list_spans(first: date, last: date, period: str) -> tuple[Span, ...]:
    """Every span that has a day from ``first`` to ``last``, both included, in order."""
    found = [span_of(first, period)]
    while found[-1].last < last:
        found.append(span_of(found[-1].last + timedelta(days=1), period))
    return tuple(found)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later (or earlier); the month's last day where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))
