"""P06 difficulty_premium: heavy orders and high storeys are paid their tiers."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.dues import compare_dues, list_order_units, write_grounds
from nuantu.audit.query import Case, Need, Query, lacking
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Each delivery is paid the tiers that its weight and storey reach; what the log does not say lacks evidence."""
    fields = [field for field, tiers in (("weight_g", "weights"), ("floor", "floors")) if clause.tiers_param(tiers)]
    done = case.limit(clause, case.spells.deliveries)
    orders = case.records.orders.select("order_id", "weight_g", "floor")
    measured = case.records.keep(done.left_join(orders, "order_id").drop("order_id_right"))
    priced = measured.mutate(weight_minor=price_tiers(measured.weight_g, clause.tiers_param("weights")),
                             floor_minor=price_tiers(measured.floor, clause.tiers_param("floors")))
    unknown = NO
    for field in fields:
        unknown = unknown | priced[field].isnull()
    due = priced.mutate(due_minor=priced.weight_minor + priced.floor_minor)
    units = list_order_units(clause, case, due, done, "difficulty")
    known = units.anti_join(due.filter(unknown), "deliver_id")
    return Query(
        unit="order", units=units,
        breaches=compare_dues(known, told=("weight_g", "weight_minor", "floor", "floor_minor"), order=True),
        grounds=write_grounds("weight_g {weight_g}: {weight_minor}; floor {floor}: {floor_minor}; sum"),
        needs=tuple(Need(("created",), field) for field in fields),
        missing=lacking(units.semi_join(due.filter(unknown), "deliver_id"),
                        " and ".join(f"events.{field} (created)" for field in fields), events=("first_id", "last_id")),
    )


def price_tiers(measure: ir.IntegerValue, tiers: tuple[tuple[int, ...], ...]) -> ir.IntegerValue:
    """The amount of the last tier that is reached; 0 below the first and for what is unknown."""
    if not tiers:
        return ibis.literal(0, "int64")
    steps = [(measure >= bound, ibis.literal(amount, "int64")) for bound, amount in reversed(tiers)]
    return ibis.cases(*steps, else_=ibis.literal(0, "int64"))
