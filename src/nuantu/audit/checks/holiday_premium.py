"""P09 holiday_premium: orders of a holiday are paid above the normal."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import MOMENTS, add_order_pay, compare_dues, list_order_units, write_grounds
from nuantu.audit.local_time import find_date, list_ordinals
from nuantu.audit.query import Case, Query, fault, lacking
from nuantu.audit.truth import NO, surely


def check(clause: Clause, case: Case) -> Query:
    """With a ratio each order of a holiday has its share on top; without one holidays pay more than other days."""
    ratio_pm = clause.optional_int("ratio")
    at = MOMENTS[clause.word_param("at")]
    done = case.limit(clause, case.spells.deliveries)
    dated = done.mutate(date=find_date(case.records, done[at]))
    holidays = list_ordinals(clause.words_param("dates"))
    free = surely(dated.date.isin(holidays)) if holidays else NO
    if ratio_pm is None:
        return _compare_days(clause, case, dated, free)
    normal = add_order_pay(case, dated.filter(free), clause.words_param("of"))
    due = normal.mutate(due_minor=divide_rounded(normal.normal_minor * (ratio_pm - 1000), 1000,
                                                 clause.word_param("rounding")),
                        inside=ibis.literal(1, "int64"))
    units = list_order_units(clause, case, due.drop("date"), done, "holiday")
    timeless = done.filter(done[at].isnull())
    return Query(
        unit="order", units=units.select("worker_id").union(timeless.select("worker_id")),
        figures={"more_pm": ratio_pm - 1000},
        breaches=compare_dues(units, told=("inside", "normal_minor"), order=True),
        grounds=write_grounds("on a holiday {inside}, normal_minor {normal_minor} x {more_pm} / 1000"),
        missing=lacking(timeless, "events accepted", events=("deliver_id",)),
    )


def _compare_days(clause: Clause, case: Case, dated: ir.Table, free: ir.BooleanValue) -> Query:
    """Pay for each order of a worker's holiday against the mean of his other days."""
    paid = add_order_pay(case, dated.mutate(free=free), clause.words_param("of") | {"holiday"}, "order_minor")
    feast, rest = paid.filter(paid.free), paid.filter(~paid.free)
    days = feast.group_by("worker_id", "date").agg(
        feast_orders=feast.count(), feast_minor=feast.order_minor.sum(), first_id=feast.accept_id.min(),
        last_id=feast.deliver_id.max())
    normal = rest.group_by("worker_id").agg(normal_orders=rest.count(), normal_minor=rest.order_minor.sum())
    units = case.records.keep(days.left_join(normal, "worker_id").drop("worker_id_right"))
    known = units.filter(units.normal_orders.notnull())
    low = known.filter(known.feast_minor * known.normal_orders <= known.normal_minor * known.feast_orders)
    events = ("first_id", "last_id")
    return Query(
        unit="worker_day", units=units,
        breaches=fault(low, "low", order=None, events=events,
                       numbers=("feast_minor", "feast_orders", "normal_minor", "normal_orders")),
        grounds={"low": "holiday {feast_minor} for {feast_orders} orders, not more than {normal_minor} for "
                        "{normal_orders} on other days"},
        missing=lacking(units.filter(units.normal_orders.isnull()), "other days of the worker", order=None,
                        events=events),
    )
