"""G09 directional_improvement: a measure against its baseline, said only where chance does not explain it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.interval import Interval, differ, estimate_rate, estimate_ratio, estimate_share
from nuantu.audit.query import Across, Case, Query, fault, lacking
from nuantu.audit.scope import holds_at_end
from nuantu.audit.tables import Frame, list_rows
from nuantu.audit.truth import NO, YES
from nuantu.core.times import local_date, local_midnight_s

MILLION = 1_000_000
#: What floating point may leave over: less than this is nothing, so that every engine says the same whole numbers.
SPECK = 1e-6
COUNTED = "{metric} {cases} of {size}, between {low} and {high} {unit}"
SAYING = COUNTED + "; before {before_low} to {before_high}; difference {gap_low} to {gap_high}, to become {sense}"
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Span:
    """Local days that are measured: first and last, and what the log lacks of them."""

    first: date
    last: date
    lack: str | None


def _gather(clause: Clause, case: Case) -> ir.Table:
    """What was counted on the days of the window and of the baseline (``span`` "now" and "base"): worker_id,
    amount_minor, engaged_s of each worker where income is measured, else cases and size."""
    now, base = _find_spans(clause, case.records)
    count = {"late_share": _count_late, "stops_share": _count_stops, "violations_per_order": _count_violations,
             "accidents_per_order": _count_accidents, "income_per_hour": _pay_hours}[clause.word_param("metric")]
    counted = count(clause, case, now).mutate(span=ibis.literal("now"))
    if base is None:
        return counted
    return counted.union(count(clause, case, base).mutate(span=ibis.literal("base")))


def _judge(clause: Clause, frame: Frame, parts: ir.Table) -> Query:
    """The difference between now and before is wholly on the side that was agreed; on neither side, nothing is said."""
    metric, sense = clause.word_param("metric"), clause.word_param("sense")
    now, base = _find_spans(clause, frame)
    due = holds_at_end(clause, frame) and local_date(frame.last_s, frame.tz) >= now.last
    row = frame.keep(_compare(clause, parts, stated=base is None))
    lacks = [span.lack for span in (now, base) if span is not None and span.lack]
    worse = row.gap_low > 0 if sense == "lower" else row.gap_high < 0
    better = row.gap_high < 0 if sense == "lower" else row.gap_low > 0
    whole = YES if due and not lacks else NO
    bad = row.filter(worse.fill_null(NO) & whole)
    unsure = row.filter(~(worse | better).fill_null(NO) | ibis.literal(bool(lacks)))
    unsure = unsure if due else unsure.limit(0)
    unit = "minor_per_hour" if metric == "income_per_hour" else "per_million"
    numbers = ("cases", "size", "low", "high", "before_low", "before_high", "gap_low", "gap_high")
    return Query(
        unit="measure", units=row if due else row.limit(0), figures={"metric": metric, "sense": sense, "unit": unit},
        breaches=fault(bad, "worse", worker=None, order=None, numbers=numbers), grounds={"worse": SAYING},
        note=SAYING if due else f"not due before {now.last}; {SAYING}", noted=row,
        missing=_tell_missing(unsure, lacks),
    )


def _tell_missing(unsure: ir.Table, lacks: list[str]) -> ir.Table:
    """What would be needed to say more: the days that the log lacks, cases at all, or more of them."""
    between = (ibis.literal("more cases: difference ") + unsure.gap_low.cast("string") + ibis.literal(" to ")
               + unsure.gap_high.cast("string"))
    said = ibis.literal(", ".join(lacks)) if lacks else between.fill_null("cases to measure")
    return lacking(unsure.mutate(said=said), "", worker=None, order=None, numbers=("said",)).mutate(
        field=lambda t: t.said)


def _find_spans(clause: Clause, frame: Frame) -> tuple[Span, Span | None]:
    """The days that are measured, and those of the baseline where it is measured too."""
    base = _find_span(clause, frame, "baseline")
    return _find_span(clause, frame, "window") or _rest_of_log(clause, frame, base), base


def _find_span(clause: Clause, frame: Frame, name: str) -> Span | None:
    """The days that the clause states for its window or baseline; ``None`` where it states none."""
    first, last = (clause.optional_int(f"{name}_{end}") for end in ("from", "to"))
    if first is None or last is None:
        return None
    begin, end = date.fromordinal(first), date.fromordinal(last)
    held = local_date(frame.first_s, frame.tz), local_date(frame.last_s, frame.tz)
    whole = held[0] <= begin and (end <= held[1] or name == "window")
    return Span(begin, end, None if whole else f"events of {begin} to {end} (log {held[0]} to {held[1]})")


def _rest_of_log(clause: Clause, frame: Frame, base: Span | None) -> Span:
    """All days of the log on which the clause holds, those of the baseline left out where they come first."""
    first, last = (local_date(at_s, frame.tz) for at_s in (frame.first_s, frame.last_s))
    if clause.days is not None:
        first, last = max(first, clause.days[0]), min(last, clause.days[1])
    if base is not None:
        first = max(first, date.fromordinal(base.last.toordinal() + 1))
    lack = None if first <= last else f"events after {base.last if base else last}"
    return Span(first, last, lack)


def _compare(clause: Clause, parts: ir.Table, *, stated: bool) -> ir.Table:
    """One row: cases and size, both intervals and that of their difference, in whole parts per million or minor units.

    Lower ends are rounded down and upper ends up, so that rounding never makes a difference look surer.
    """
    measured = _measure(clause, parts.filter(parts.span == "now"))
    row = measured.cross_join(_state(clause) if stated else _measure(clause, parts.filter(parts.span == "base")).select(
        "value", "low", "high").rename(b_value="value", b_low="low", b_high="high"))
    own, before = Interval(row.value, row.low, row.high), Interval(row.b_value, row.b_low, row.b_high)
    gap = differ(own, before)
    return row.select(
        "cases", "size", low=_floor(row.low), high=_ceil(row.high), before_low=_floor(row.b_low),
        before_high=_ceil(row.b_high), gap_low=_floor(gap.low), gap_high=_ceil(gap.high),
    )


def _floor(value: ir.NumericValue) -> ir.IntegerValue:
    return (value + SPECK).floor().cast("int64")


def _ceil(value: ir.NumericValue) -> ir.IntegerValue:
    return (value - SPECK).ceil().cast("int64")


def _state(clause: Clause) -> ir.Table:
    """The baseline as the clause states it: an interval without width."""
    share, rate = clause.optional_int("baseline_share"), clause.optional_int("baseline_per_million")
    value = share * 1000 if share is not None else rate if rate is not None else clause.int_param("baseline_income")
    row = list_rows({"stated": "int64"}, [(value,)])
    stated = row.stated.cast("float64")
    return row.select(b_value=stated, b_low=stated, b_high=stated)


def _measure(clause: Clause, parts: ir.Table) -> ir.Table:
    """One row: cases, size, and value, low, high in parts per million or minor units an hour."""
    metric = clause.word_param("metric")
    if metric == "income_per_hour":
        row = estimate_ratio(parts, "amount_minor", "engaged_s")
        total = parts.agg(cases=parts.amount_minor.sum()).cross_join(row)
        return total.select("cases", "size", value=total.value * 3600, low=total.low * 3600, high=total.high * 3600)
    counted = parts.agg(cases=parts.cases.sum(), size=parts["size"].sum())
    share = metric in ("late_share", "stops_share")
    found = (estimate_share if share else estimate_rate)(counted.cases, counted["size"])
    return counted.select("cases", "size", value=found.value * MILLION, low=found.low * MILLION,
                          high=found.high * MILLION)


def _within(clause: Clause, case: Case, table: ir.Table, span: Span) -> ir.Table:
    """Rows (worker_id, day_s) of covered workers on the days of a span."""
    first_s, last_s = (local_midnight_s(day, case.records.tz) for day in (span.first, span.last))
    covered = case.limit_workers(clause, table)
    return covered.filter(covered.day_s >= first_s, covered.day_s <= last_s)


def _count_late(clause: Clause, case: Case, span: Span) -> ir.Table:
    """Deliveries with a promise, and those after the last one."""
    promised = case.records.of_kind("eta_quoted", "eta_extended")
    promised = promised.filter(promised.promised_s.notnull())
    promised = promised.group_by("order_id").agg(promised_s=promised.promised_s.max())
    done = _within(clause, case, case.spells.deliveries, span).inner_join(promised, "order_id")
    return done.agg(cases=(done.deliver_s > done.promised_s).cast("int64").sum().fill_null(0), size=done.count())


def _count_stops(clause: Clause, case: Case, span: Span) -> ir.Table:
    """Days on which a worker accepted anything, and those that ended in a stop."""
    keys = ["worker_id", "day_s"]
    days = _within(clause, case, case.records.of_kind("accepted"), span).select(keys).distinct()
    stops = case.records.of_kind("forced_offline").select(keys).distinct().mutate(stopped=ibis.literal(1, "int64"))
    both = days.left_join(stops, keys)
    return both.agg(cases=both.stopped.sum().fill_null(0), size=both.count())


def _count_violations(clause: Clause, case: Case, span: Span) -> ir.Table:
    """Breaches of road safety, each as often as it is counted, and deliveries."""
    found = _within(clause, case, case.records.of_kind("violation"), span)
    done = _within(clause, case, case.spells.deliveries, span)
    cases = found.agg(cases=found["count"].fill_null(1).sum().fill_null(0))
    return cases.cross_join(done.agg(size=done.count()))


def _count_accidents(clause: Clause, case: Case, span: Span) -> ir.Table:
    """Accidents and deliveries."""
    found = _within(clause, case, case.records.of_kind("accident"), span)
    done = _within(clause, case, case.spells.deliveries, span)
    return found.agg(cases=found.count()).cross_join(done.agg(size=done.count()))


def _pay_hours(clause: Clause, case: Case, span: Span) -> ir.Table:
    """By worker who had orders in hand: engaged_s, and amount_minor of pay settled for those days."""
    spans = _within(clause, case, case.spells.engaged_by_day, span)
    worked = spans.group_by("worker_id").agg(engaged_s=(spans.end_s - spans.start_s).sum())
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.period >= span.first.isoformat(),
                          ledger.period <= span.last.isoformat())
    paid = lines.group_by("worker_id").agg(amount_minor=lines.amount_minor.sum())
    both = worked.filter(worked.engaged_s > 0).left_join(paid, "worker_id").drop("worker_id_right")
    return both.select("worker_id", "engaged_s", amount_minor=both.amount_minor.fill_null(0))


DIRECTIONAL_IMPROVEMENT = Across(_gather, _judge)
