"""D08 new_rider_protection: those new to the work are sent nothing hard."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_beyond, find_unknown, list_pushes
from nuantu.audit.query import Case, Need, Query, stack
from nuantu.audit.truth import NO
from nuantu.core.times import DAY_S

LIMITS = (("distance", "distance_m", "far"), ("weight", "weight_g", "heavy"), ("floor", "floor", "high"))


def check(clause: Clause, case: Case) -> Query:
    """No push to somebody new of an order beyond a limit that the clause states."""
    pushes = case.records.keep(_list_new(clause, case))
    most = {name: clause.optional_int(name) for name, _, _ in LIMITS}
    found = [row for name, fact, ground in LIMITS for row in find_beyond(pushes, ground, fact, most[name])]
    unknown = [row for name, fact, _ in LIMITS for row in find_unknown(pushes, fact, most[name])]
    nobody = find_beyond(pushes.filter(NO), "far", "distance_m", 0)
    return Query(
        unit="event", units=pushes, breaches=stack(*(found or nobody)), missing=stack(*unknown) if unknown else None,
        grounds={"far": "distance_m {distance_m} > {distance} for the new",
                 "heavy": "weight_g {weight_g} > {weight} for the new",
                 "high": "floor {floor} > {most_floor} for the new"},
        figures={"distance": most["distance"], "weight": most["weight"], "most_floor": most["floor"]},
        needs=(Need(("registered",), "tenure_days"),),
    )


def _list_new(clause: Clause, case: Case) -> ir.Table:
    """Pushes to workers who are new on that day; tenure grows from the day on which it was registered."""
    first = case.records.first_of(case.records.of_kind("registered"), "worker_id").select(
        "worker_id", "tenure_days", first_s="day_s")
    joined = list_pushes(clause, case).inner_join(first.filter(first.tenure_days.notnull()), "worker_id")
    # Half a day more, for a local day may last an hour less.
    passed = (joined.day_s - joined.first_s + DAY_S // 2) // DAY_S
    return joined.filter(joined.tenure_days + passed <= clause.int_param("days"))
