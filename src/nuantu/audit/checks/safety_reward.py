"""C08 safety_reward: safe distance earned its points, redemptions cost what they should, a clean month its cash."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.months import add_month, keep_whole
from nuantu.audit.periods import GROUNDS, MONTH, compare_periods
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Each whole month of a worker has its points and its reward, and each redemption takes no more than its price."""
    units = case.records.keep(_sum_months(clause, case))
    known = units.filter(units.unmeasured == 0)
    due = known.mutate(due_points=(known.safe_m // clause.int_param("per")) * clause.int_param("points"))
    redeemed = case.records.keep(_price_redemptions(clause, case))
    events = ("first_id", "last_id")
    found = [fault(due.filter(due.given < due.due_points), "points", order=None, events=events,
                   numbers=("month", "safe_m", "due_points", "given")),
             fault(redeemed.filter(redeemed.taken > redeemed.price), "dear", order=None, events=("event_id",),
                   numbers=("component", "taken", "price"))]
    amount = clause.optional_int("amount")
    if amount is not None:
        clean = (known.breaches == 0) & (known.whole_m >= clause.int_param("least"))
        owed = known.mutate(period=known.month, due_minor=clean.ifelse(amount, 0).cast("int64"))
        found.append(compare_periods(clause, case, owed, "benefit", "safety_reward", length=MONTH))
    return Query(
        unit="worker_month", units=units.select("worker_id").union(redeemed.select("worker_id")),
        breaches=stack(*found),
        grounds={"points": "{month}: {safe_m} m ridden safely make {due_points} points, given {given}",
                 "dear": "{component} took {taken} points, priced {price}", **GROUNDS},
        missing=lacking(units.filter(units.unmeasured > 0), "events.distance_m (created)", order=None, events=events),
    )


def _sum_months(clause: Clause, case: Case) -> ir.Table:
    """Whole months by worker: month, whole_m, safe_m, unmeasured orders, breaches, points given, first_id, last_id."""
    keys = ["worker_id", "day_s"]
    spoilt = sorted(clause.words_param("spoilt_by"))
    bad = case.records.of_kind("violation")
    bad = bad.filter(bad.reason.isin(spoilt) if spoilt else NO).group_by(keys).agg(breaches=lambda t: t.count())
    done = case.limit(clause, case.spells.deliveries).select("worker_id", "order_id", "day_s", "deliver_id")
    far = done.left_join(case.records.orders.select("order_id", "distance_m"), "order_id").drop("order_id_right")
    days = far.group_by(keys).agg(whole_m=far.distance_m.fill_null(0).sum(), first_id=far.deliver_id.min(),
                                  unmeasured=far.distance_m.isnull().cast("int64").sum(), last_id=far.deliver_id.max())
    told = days.outer_join(bad, keys)
    told = told.select(
        worker_id=told.worker_id.fill_null(told.worker_id_right), day_s=told.day_s.fill_null(told.day_s_right),
        whole_m=told.whole_m.fill_null(0), breaches=told.breaches.fill_null(0), first_id=told.first_id,
        unmeasured=told.unmeasured.fill_null(0), last_id=told.last_id)
    months = keep_whole(case, add_month(case, case.limit(clause, case.records.keep(told))))
    sums = months.group_by("worker_id", "month").agg(
        whole_m=months.whole_m.sum(), safe_m=(months.breaches == 0).ifelse(months.whole_m, 0).sum(),
        unmeasured=months.unmeasured.sum(), breaches=months.breaches.sum(), first_id=months.first_id.min(),
        last_id=months.last_id.max())
    sums = sums.filter(sums.first_id.notnull())
    points = case.records.of_kind("score_change")
    points = add_month(case, points.filter(points.reason == "safe_distance"))
    points = points.group_by("worker_id", "month").agg(given=points.score_delta.fill_null(0).sum())
    joined = sums.left_join(points, ["worker_id", "month"]).drop("worker_id_right", "month_right")
    return joined.mutate(given=joined.given.fill_null(0))


def _price_redemptions(clause: Clause, case: Case) -> ir.Table:
    """Redemptions of what the clause prices: event_id, worker_id, component, taken, price (points)."""
    rows = case.limit(clause, case.records.of_kind("score_redeemed"))
    rows = rows.select("event_id", "worker_id", "component", taken=-rows.score_delta.fill_null(0))
    prices = {} if clause.params["redeem"] is None else clause.map_param("redeem")
    steps = [(rows.component == name, ibis.literal(price, "int64")) for name, price in sorted(prices.items())]
    if not steps:
        return rows.filter(NO).mutate(price=ibis.literal(0, "int64"))
    priced = rows.mutate(price=ibis.cases(*steps, else_=None))
    return priced.filter(priced.price.notnull())
