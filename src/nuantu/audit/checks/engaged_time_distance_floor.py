"""P04 engaged_time_distance_floor: pay reaches so much for engaged time and so much for distance."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import (
    ORDER,
    PERIOD,
    add_order_pay,
    add_paid,
    compare_dues,
    gather_paid,
    sum_worker_pay,
    write_grounds,
)
from nuantu.audit.held import hold_clause, name_units
from nuantu.audit.hours import list_places
from nuantu.audit.query import Case, Query, lacking, stack

#: Metres of so many units of distance, exactly.
UNITS = {"km": (1000, 1), "mile": (201_168, 125)}
COMPONENTS = ("guarantee_time", "guarantee_distance", "guarantee_offer")
HEAD = "time_minor {time_minor} + distance_minor {distance_minor}"


def check(clause: Clause, case: Case) -> Query:
    """Each whole period, or each order, is lifted to what time and distance give."""
    return _check_orders(clause, case) if clause.word_param("form") == "per_order" else _check_periods(clause, case)


def _price_way(clause: Clause, metres: ir.IntegerValue) -> ir.IntegerValue:
    per, times = UNITS[clause.word_param("distance_unit")]
    return divide_rounded(metres * (clause.int_param("distance_rate") * times), per, clause.word_param("rounding"))


def _list_deliveries(clause: Clause, case: Case, done: ir.Table) -> ir.Table:
    """Deliveries with distance_m; 0 where none is stated and distance pays nothing."""
    far = done.left_join(case.records.orders.select("order_id", "distance_m"), "order_id").drop("order_id_right")
    return far if clause.int_param("distance_rate") else far.mutate(distance_m=far.distance_m.fill_null(0))


def _check_orders(clause: Clause, case: Case) -> Query:
    done = _list_deliveries(clause, case, case.limit(clause, case.spells.deliveries))
    paid = case.records.keep(add_order_pay(case, done, clause.words_param("include"), "included_minor"))
    unknown = paid.filter(paid.distance_m.isnull() | paid.accept_s.isnull())
    known = paid.filter(paid.distance_m.notnull(), paid.accept_s.notnull())
    seconds = known.deliver_s - known.accept_s
    priced = known.mutate(
        first_id=known.accept_id, last_id=known.deliver_id, distance_minor=_price_way(clause, known.distance_m),
        time_minor=divide_rounded(seconds * clause.int_param("minute_rate"), 60, clause.word_param("rounding")))
    least = ibis.literal(clause.int_param("offer_minimum"), "int64")
    due = priced.mutate(due_minor=ibis.greatest(
        ibis.greatest(priced.time_minor + priced.distance_minor, least) - priced.included_minor, 0))
    units = case.records.keep(add_paid(gather_paid(clause, case, ORDER, COMPONENTS), due, ORDER))
    return Query(
        unit="order", units=paid, figures={"least_minor": clause.int_param("offer_minimum")},
        breaches=compare_dues(units, told=("time_minor", "distance_minor", "included_minor"), lines=2, order=True),
        grounds=write_grounds(f"{HEAD}, at least {{least_minor}}, - included_minor {{included_minor}}"),
        missing=lacking(unknown, "events.distance_m (created) or accepted", events=("accept_id", "deliver_id")),
    )


def _check_periods(clause: Clause, case: Case) -> Query:
    held = hold_clause(clause, case, clause.word_param("period"))
    listed = case.records.keep(_list_periods(clause, case, held.days))
    unknown = listed.filter(listed.wage_minor.isnull() | (listed.wayless > 0))
    known = listed.filter(listed.wage_minor.notnull(), listed.wayless == 0)
    product = known.counted_s * known.wage_minor * clause.int_param("share")
    priced = known.mutate(time_minor=divide_rounded(product, 3600 * 1000, clause.word_param("rounding")),
                          distance_minor=_price_way(clause, known.distance_m))
    due = priced.mutate(due_minor=ibis.greatest(
        priced.time_minor + priced.distance_minor - priced.included_minor, 0))
    units = case.records.keep(add_paid(gather_paid(clause, case, PERIOD, COMPONENTS), due, PERIOD))
    events = ("first_id", "last_id")
    missing = stack(lacking(unknown.filter(unknown.wage_minor.isnull()), "a wage for events.place_code (registered)",
                            order=None, events=events),
                    lacking(unknown.filter(unknown.wage_minor.notnull()), "events.distance_m (created)", order=None,
                            events=events))
    told = ("counted_s", "wage_minor", "time_minor", "distance_m", "distance_minor", "included_minor")
    return Query(
        unit="worker_period", units=name_units(listed, held.missing), figures={"share_pm": clause.int_param("share")},
        breaches=compare_dues(units, told=told, lines=2),
        grounds=write_grounds("counted_s {counted_s} x {wage_minor} x {share_pm} / 1000 / 3600: {time_minor}; "
                              "distance_m {distance_m}: {distance_minor}; sum - included_minor {included_minor}"),
        missing=missing.select(*held.missing.columns).union(held.missing),
    )


def _list_periods(clause: Clause, case: Case, days: ir.Table) -> ir.Table:
    """Covered workers with engaged time or a delivery in a whole period: worker_id, period, counted_s, distance_m,
    wayless (orders without a distance), included_minor, wage_minor, first_id, last_id."""
    keys, named = list(PERIOD), ["worker_id_right", "period_right"]
    dated = days.select("day_s", "period")
    spans = case.limit_workers(clause, case.spells.engaged_by_day).inner_join(dated, "day_s")
    counted = spans.group_by(keys).agg(counted_s=(spans.end_s - spans.start_s).sum())
    done = _list_deliveries(clause, case, case.limit_workers(clause, case.spells.deliveries))
    done = done.inner_join(dated, "day_s")
    ways = done.group_by(keys).agg(distance_m=done.distance_m.sum(),
                                   wayless=done.distance_m.isnull().cast("int64").sum())
    own = case.records.of_kind("accepted", "delivered", "cancelled", "reassigned")
    own = own.filter(own.worker_id.notnull()).select("worker_id", "event_id", "day_s").inner_join(dated, "day_s")
    ends = own.group_by(keys).agg(first_id=own.event_id.min(), last_id=own.event_id.max())
    units = counted.select(keys).union(ways.select(keys)).distinct()
    for part in (counted, ways, sum_worker_pay(case, clause.words_param("include"), days), ends):
        units = units.left_join(part, keys).drop(*named)
    filled = units.mutate(**{name: units[name].fill_null(0)
                             for name in ("counted_s", "distance_m", "wayless", "included_minor")})
    wages = list_places(clause, case, "wage").select("worker_id", wage_minor="amount_minor")
    return filled.left_join(wages, "worker_id").drop("worker_id_right")
