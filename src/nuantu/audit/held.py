"""Days, weeks and months that a clause settles: those that the log holds whole, and what it lacks of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import HeldSpan, hold_spans
from nuantu.audit.query import Case
from nuantu.audit.tables import Frame, list_rows
from nuantu.core.spans import Span
from nuantu.core.times import local_midnight_s


@dataclass(frozen=True)
class Held:
    """Spans of one length on whose last day the clause holds.

    ``whole`` are those of which the log has every day, ``partial`` those that are over and lack some; ``days`` has a
    row a local day of the whole ones: day_s, period (ISO date of the span's last day, as the ledger names it), ``day``
    (ISO); ``missing`` a row for each of the others.
    """

    whole: tuple[HeldSpan, ...]
    partial: tuple[HeldSpan, ...]
    days: ir.Table
    missing: ir.Table

    @property
    def partial_days(self) -> tuple[date, ...]:
        """All days of the spans that the log holds in part."""
        return tuple(day for one in self.partial for day in list_dates(one.span))


def hold_clause(clause: Clause, case: Case, kind: str) -> Held:
    """The ``day``, ``week`` or ``month`` spans for which the clause answers, by the records of the case."""
    return hold_in(clause, case.records, kind)


def hold_in(clause: Clause, frame: Frame, kind: str) -> Held:
    """The ``day``, ``week`` or ``month`` spans of a log for which the clause answers.

    Of a span that is over and of which the log lacks days nothing can be said: ``missing`` has a row for each. One that
    is not over is not due.
    """
    spans = [one for one in hold_spans(frame, kind) if one.is_over and (
        clause.days is None or clause.days[0] <= one.span.last <= clause.days[1])]
    whole = tuple(one for one in spans if not one.missing)
    rows = [(local_midnight_s(day, frame.tz), one.span.last.isoformat(), day.isoformat())
            for one in whole for day in list_dates(one.span)]
    partial = tuple(one for one in spans if one.missing)
    lacks = [(f"log of {one.missing}",) for one in partial]
    nothing = {name: ibis.null(kind) for name, kind in (("worker_id", "string"), ("order_id", "string"),
                                                        ("event_ids", "array<int64>"), ("line_ids", "array<int64>"))}
    missing = list_rows({"field": "string"}, lacks).mutate(**nothing, ground=ibis.literal("missing"))
    days = list_rows({"day_s": "int64", "period": "string", "day": "string"}, rows)
    return Held(whole, partial, frame.keep(days), frame.keep(missing))


def list_dates(span: Span) -> list[date]:
    """The local days of a span in order."""
    return [date.fromordinal(number) for number in range(span.first.toordinal(), span.last.toordinal() + 1)]


def name_units(*tables: ir.Table) -> ir.Table:
    """Rows of several tables under one another, by their worker alone: units to be counted."""
    first, *rest = (table.select("worker_id") for table in tables)
    for table in rest:
        first = first.union(table)
    return first
