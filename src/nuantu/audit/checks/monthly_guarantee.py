"""P03 monthly_guarantee: pay of a month reaches what is guaranteed."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.dues import PERIOD, add_paid, compare_dues, gather_paid, sum_worker_pay, write_grounds
from nuantu.audit.held import Held, hold_clause, name_units
from nuantu.audit.query import Case, Query, lacking
from nuantu.audit.tables import list_rows
from nuantu.audit.tenure import find_hired
from nuantu.core.spans import add_months


def check(clause: Clause, case: Case) -> Query:
    """Each guaranteed worker-month that the log holds whole is lifted to the amount, and no other is."""
    held = hold_clause(clause, case, "month")
    months = case.records.keep(_list_months(clause, case, held))
    unknown = months.filter(months.is_known == 0)
    known = months.filter(months.is_known == 1)
    short = clause.int_param("amount") - known.included_minor
    due = known.mutate(due_minor=ibis.greatest(short, 0) * known.is_guaranteed)
    whole = case.records.keep(add_paid(gather_paid(clause, case, PERIOD, ("month_guarantee",)), due, PERIOD))
    units = whole.filter((whole.is_guaranteed == 1) | (whole.own_lines > 0))
    missing = lacking(unknown, "events.tenure_days (registered)", order=None, events=("first_id", "last_id"))
    return Query(
        unit="worker_month", units=name_units(units, unknown, held.missing),
        missing=missing.select(*held.missing.columns).union(held.missing),
        figures={"amount_minor": clause.int_param("amount"), "attendance": clause.int_param("attendance")},
        breaches=compare_dues(units, told=("is_guaranteed", "attended_days", "included_minor")),
        grounds=write_grounds("guaranteed {is_guaranteed}, attended_days {attended_days} of {attendance}; amount_minor "
                              "{amount_minor} - included_minor {included_minor}"),
    )


def _list_months(clause: Clause, case: Case, held: Held) -> ir.Table:
    """Covered workers by whole month: attended_days, included_minor, is_known (tenure), is_guaranteed, first_id,
    last_id of the log up to then."""
    workers = case.limit_workers(clause, case.records.workers.select("worker_id"))
    months = case.records.keep(workers.cross_join(_list_bounds(clause, held)))
    events = case.records.events.filter(case.records.events.worker_id.notnull()).select("worker_id", "event_id", "at_s")
    before = events.inner_join(months.select("worker_id", "period", "end_s"), "worker_id").filter(
        lambda t: t.at_s < t.end_s)
    ends = before.group_by(*PERIOD).agg(first_id=before.event_id.min(), last_id=before.event_id.max())
    online = case.spells.online_by_day.select("worker_id", "day_s").distinct()
    days = online.inner_join(held.days.select("day_s", "period"), "day_s")
    attended = days.group_by(*PERIOD).agg(attended_days=days.count())
    paid = sum_worker_pay(case, clause.words_param("include"), held.days)
    keys, named = list(PERIOD), ["worker_id_right", "period_right"]
    whole = months.inner_join(ends, keys)
    whole = whole.left_join(attended, keys).drop(*named).left_join(paid, keys).drop(*named)
    whole = whole.left_join(find_hired(case), "worker_id").drop("worker_id_right")
    filled = whole.mutate(**{name: whole[name].fill_null(0) for name in ("attended_days", "included_minor")})
    stated = clause.optional_int("months") is not None
    hired = filled.hired.fill_null(0)
    inside = (hired <= filled.first_day) & ((hired > filled.after_day) if stated else ibis.literal(value=True))
    return filled.mutate(
        is_known=filled.hired.notnull().cast("int64") if stated else ibis.literal(1, "int64"),
        is_guaranteed=(inside & (filled.attended_days >= clause.int_param("attendance"))).cast("int64"))


def _list_bounds(clause: Clause, held: Held) -> ir.Table:
    """Of each whole month: period, end_s, and the days of hire for which it is guaranteed: later than ``after_day``, at
    the latest ``first_day`` (proleptic ordinals)."""
    count = clause.optional_int("months")
    rows = [(one.span.last.isoformat(), one.end_s, one.span.first.toordinal(),
             0 if count is None else add_months(one.span.first, -count).toordinal()) for one in held.whole]
    return list_rows({"period": "string", "end_s": "int64", "first_day": "int64", "after_day": "int64"}, rows)
