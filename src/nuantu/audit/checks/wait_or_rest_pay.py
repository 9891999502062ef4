"""P16 wait_or_rest_pay: long waits at merchants and imposed rests are paid."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.pay import GROUNDS, compare_orders
from nuantu.audit.periods import compare_periods
from nuantu.audit.query import Case, Query, stack


def check(clause: Clause, case: Case) -> Query:
    """Each delivery is paid the wait beyond what is free, each day its imposed rest."""
    rounding = clause.word_param("rounding")
    waits = case.records.keep(_find_waits(clause, case))
    due = waits.mutate(due_minor=divide_rounded(waits.paid_s * clause.int_param("wait_rate"), 60, rounding))
    orders = compare_orders(clause, case, due, "worker_pay", "wait_pay")
    units = waits.filter(waits.paid_s > 0).select("worker_id")
    rate = clause.optional_int("rest_rate")
    if rate is None:
        return Query(unit="order", units=units, breaches=orders, grounds=GROUNDS)
    rests = case.records.keep(_sum_rests(clause, case))
    rests = rests.mutate(due_minor=divide_rounded(rests.rest_s * rate, 60, rounding))
    return Query(unit="order", units=units.union(rests.select("worker_id")), grounds=GROUNDS,
                 breaches=stack(orders, compare_periods(clause, case, rests, "worker_pay", "rest_pay")))


def _find_waits(clause: Clause, case: Case) -> ir.Table:
    """Deliveries with ``paid_s``, the wait at the merchant beyond what is free; 0 where nobody waited.

    A wait begins with the arrival, or with the worker's own last pick-up after it.
    """
    window = ibis.window(group_by="worker_id", order_by="pick_id")
    picked = case.spells.pickups.mutate(before_s=lambda t: t.pick_s.lag().over(window))
    begin_s = ibis.greatest(picked.arrived_s, picked.before_s.fill_null(picked.arrived_s))
    waits = picked.filter(picked.last, picked.arrived_s.notnull()).select(
        "worker_id", "order_id", paid_s=picked.pick_s - begin_s - clause.int_param("after"))
    waits = waits.filter(waits.paid_s > 0)
    done = case.limit(clause, case.spells.deliveries)
    joined = done.left_join(waits, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    return joined.mutate(paid_s=joined.paid_s.fill_null(0))


def _sum_rests(clause: Clause, case: Case) -> ir.Table:
    """Imposed rest by worker and day: worker_id, period, rest_s, first_id, last_id."""
    pauses = case.limit(clause, case.records.of_kind("push_paused"))
    pauses = pauses.inner_join(case.records.days.select("day_s", period="day"), "day_s")
    return pauses.group_by("worker_id", "period").agg(
        rest_s=(pauses.to_s - pauses.from_s).sum(), first_id=pauses.event_id.min(), last_id=pauses.event_id.max())
