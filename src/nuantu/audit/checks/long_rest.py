"""R06 long_rest: a long rest once every cap of the clause is reached."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault
from nuantu.audit.stretches import add_stretch, count_until, sum_until

REACHED = "since the last long rest engaged_s {engaged_s} >= after_s {after_s}"


def check(clause: Clause, case: Case) -> Query:
    """No push or acceptance once all caps are reached, until ``rest`` has passed since the end of the work in hand."""
    rest_s, after_s = clause.int_param("rest"), clause.int_param("after")
    points = case.limit(clause, case.records.of_kind("pushed", "accepted")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s")
    placed = case.records.keep(add_stretch(case.spells.spells, points, rest_s))
    over, said, numbers = placed.filter(placed.engaged_s >= after_s), REACHED, ["engaged_s"]
    for name, sums in (("online", _online), ("distance", _metres)):
        least = clause.optional_int(name)
        if least is not None:
            over = sums(case, case.records.keep(over))
            column = "online_s" if name == "online" else "ride_m"
            over = over.filter(over[column] >= least)
            said, numbers = f"{said}, {column} {{{column}}} >= {least}", [*numbers, column]
    over = over.mutate(from_s=over.last_s)
    return Query(
        unit="event", units=points,
        needs=() if clause.optional_int("distance") is None else (Need(("created",), "distance_m"),),
        breaches=fault(over, "unrested", events=("event_id",), numbers=("at_s", "from_s", *numbers)),
        grounds={"unrested": f"{said}; last work to {{from_s}}, at {{at_s}} no rest of {{rest_s}}"},
        figures={"after_s": after_s, "rest_s": rest_s},
    )


def _online(case: Case, points: ir.Table) -> ir.Table:
    """Points with ``online_s``: time online since the begin of the stretch."""
    online = case.spells.online_by_day.select("worker_id", "start_s", "end_s")
    now = sum_until(online, points).rename(now_s="sum_s")
    then = sum_until(online, points, "from_s").rename(then_s="sum_s")
    joined = points.inner_join(now, "event_id").inner_join(then, "event_id")
    return joined.mutate(online_s=joined.now_s - joined.then_s).drop("now_s", "then_s")


def _metres(case: Case, points: ir.Table) -> ir.Table:
    """Points with ``ride_m``: the way of orders delivered since the begin of the stretch."""
    done = case.spells.deliveries.select("worker_id", "order_id", at_s="deliver_s")
    ways = done.inner_join(case.records.orders.select("order_id", amount="distance_m"), "order_id")
    ways = ways.select("worker_id", "at_s", "amount")
    now = count_until(ways, points).rename(now_m="sum_s")
    then = count_until(ways, points, "from_s").rename(then_m="sum_s")
    joined = points.inner_join(now, "event_id").inner_join(then, "event_id")
    return joined.mutate(ride_m=joined.now_m - joined.then_m).drop("now_m", "then_m")
