"""P21 weekday_distance_band: base and distance of each delivered order."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.agreement.clauses.weekday_distance_band import WEEKDAYS
from nuantu.audit.local_time import find_weekday
from nuantu.audit.pay import GROUNDS, compare_orders
from nuantu.audit.query import Case, Need, Query, lacking, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Each delivery is paid the base of its weekday, and the amount of the first band whose bound its distance does
    not exceed."""
    bands = clause.bands_param("bands")
    done = case.limit(clause, case.spells.deliveries)
    far = done.left_join(case.records.orders.select("order_id", "distance_m"), "order_id").drop("order_id_right")
    units = case.records.keep(far)
    lacks = units.distance_m.isnull() if bands else NO
    if clause.params["weekdays"] is not None:
        lacks = lacks | units.accept_s.isnull()
    known, unknown = units.filter(~lacks), units.filter(lacks)
    return Query(
        unit="order", units=units, breaches=stack(*_compare(clause, case, units, known)), grounds=GROUNDS,
        needs=(Need(("created",), "distance_m"),) if bands else (),
        missing=lacking(unknown, "events.distance_m" if clause.params["weekdays"] is None else
                        "events.distance_m or accepted", events=("deliver_id",)),
    )


def _compare(clause: Clause, case: Case, units: ir.Table, known: ir.Table) -> list[ir.Table]:
    """Faults by component; where several piece rates hold, the better sum pays, so only sums can be too small."""
    banded = known.mutate(due_minor=_price_distance(known, clause.bands_param("bands")))
    timed = units if clause.params["weekdays"] is None else known
    base = timed.mutate(due_minor=_price_base(clause, case, timed))
    if len(case.ids_of_type(clause)) == 1:
        return [compare_orders(clause, case, base, "worker_pay", "base"),
                compare_orders(clause, case, banded, "worker_pay", "distance")]
    both = banded.mutate(due_minor=banded.due_minor + _price_base(clause, case, banded))
    return [compare_orders(clause, case, both, "worker_pay", "base", "distance", grounds=("short",)),
            compare_orders(clause, case, base, "worker_pay", "base", grounds=("wrong",)),
            compare_orders(clause, case, banded, "worker_pay", "distance", grounds=("wrong",))]


def _price_base(clause: Clause, case: Case, orders: ir.Table) -> ir.IntegerValue:
    """The base, or what the weekday of the acceptance has in its place."""
    plain = ibis.literal(clause.int_param("base"), "int64")
    if clause.params["weekdays"] is None:
        return plain
    weekday = find_weekday(case.records, orders.accept_s)
    steps = [(weekday == WEEKDAYS.index(word), ibis.literal(amount, "int64"))
             for word, amount in sorted(clause.map_param("weekdays").items())]
    return ibis.cases(*steps, else_=plain)


def _price_distance(orders: ir.Table, bands: tuple[tuple[int, ...], ...]) -> ir.IntegerValue:
    if not bands:
        return ibis.literal(0, "int64")
    steps = [(orders.distance_m <= upto_m, ibis.literal(amount_minor, "int64")) for upto_m, amount_minor in bands]
    return ibis.cases(*steps, else_=bands[-1][1])
