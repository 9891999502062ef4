"""Months, quarters and years in a log: which it holds whole, what happened in each, and what it lacks of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking
from nuantu.audit.tables import Frame, list_rows
from nuantu.core.spans import Span, list_spans
from nuantu.core.times import local_date, local_day_bounds_s, local_midnight_s


@dataclass(frozen=True, slots=True)
class HeldSpan:
    """A month, quarter or year that the log touches.

    ``day_s`` is the begin of its last local day that the log holds, ``missing`` the days that the log lacks, empty
    where it holds the span whole; ``is_over`` whether the log has reached its last day, without which nothing in it is
    due; ``begin_s`` inclusive, ``end_s`` exclusive.
    """

    span: Span
    begin_s: int
    end_s: int
    day_s: int
    missing: str
    is_over: bool


def hold_days(frame: Frame) -> tuple[date, date]:
    """First and last local day that the log holds."""
    return min(frame.date, local_date(frame.first_s, frame.tz)), local_date(frame.last_s, frame.tz)


def hold_spans(frame: Frame, period: str) -> tuple[HeldSpan, ...]:
    """The months, quarters or years that the log touches, in order."""
    first, last = hold_days(frame)
    return tuple(
        HeldSpan(span, local_midnight_s(span.first, frame.tz), local_day_bounds_s(span.last, frame.tz)[1],
                 local_midnight_s(min(span.last, last), frame.tz), span.missing_days(first, last), span.last <= last)
        for span in list_spans(first, last, period))


def table_spans(spans: tuple[HeldSpan, ...]) -> ir.Table:
    """Spans as a table: span (name), period (last day), begin_s, end_s, day_s, days, missing (null: none), is_over."""
    types = {"span": "string", "period": "string", "begin_s": "int64", "end_s": "int64", "day_s": "int64",
             "days": "int64", "missing": "string", "is_over": "int64"}
    return list_rows(types, [(one.span.name, one.span.last.isoformat(), one.begin_s, one.end_s, one.day_s,
                              one.span.days, one.missing or None, int(one.is_over)) for one in spans])


def list_lacks(spans: tuple[HeldSpan, ...]) -> list[tuple[str]]:
    """What a log lacks that has reached the end of a span and holds none whole; nothing otherwise."""
    if any(not one.missing for one in spans):
        return []
    return [(f"log of {one.missing}",) for one in spans if one.is_over]


def place_in_spans(spans: ir.Table, events: ir.Table, at: str = "at_s") -> ir.Table:
    """Events with the span, its period and its day_s (in place of their own) in which the moment ``at`` falls."""
    bare = events.drop("day_s") if "day_s" in events.columns else events
    own = spans.select("span", "period", "day_s", span_begin_s="begin_s", span_end_s="end_s")
    joined = bare.inner_join(own, [bare[at] >= own.span_begin_s, bare[at] < own.span_end_s])
    return joined.drop("span_begin_s", "span_end_s")


def check_held(clause: Clause, case: Case, held: ir.Table, wanted: int) -> Query:
    """Each span in which the clause holds reaches ``wanted``, by the sum of ``amount`` of events (at_s, amount).

    A span that has reached it is kept, whole or not. One that has not is broken if the log holds it whole; of one that
    is over and not whole nothing can be said, and the missing days are named; one that is not over is not due.
    """
    spans = case.limit_days(clause, table_spans(hold_spans(case.records, clause.word_param("period"))))
    placed = place_in_spans(spans, held.select("at_s", "amount"))
    sums = placed.group_by("span").agg(held=placed.amount.sum())
    states = spans.left_join(sums, "span").drop("span_right")
    states = case.records.keep(states.mutate(held=states.held.fill_null(0)))
    open_ = states.filter(states.held < wanted, states.is_over == 1)
    rows = lacking(open_.filter(open_.missing.notnull()), "", worker=None, order=None, numbers=("missing",))
    return Query(
        unit="span", units=states.filter((states.is_over == 1) | (states.held >= wanted)), figures={"wanted": wanted},
        breaches=fault(open_.filter(open_.missing.isnull()), "short", worker=None, order=None,
                       numbers=("span", "held")),
        grounds={"short": "{span}: held {held} < wanted {wanted}"},
        missing=rows.mutate(field=ibis.literal("log of ") + rows.missing),
    )
