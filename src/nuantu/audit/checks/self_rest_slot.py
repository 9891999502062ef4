"""R10 self_rest_slot: nothing is pushed in the rest slots that workers chose."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault
from nuantu.audit.truth import possibly
from nuantu.audit.wishes import list_wishes, spread_over_days


def check(clause: Clause, case: Case) -> Query:
    """No push from the begin of a slot that binds to its end, or to its withdrawal."""
    slots = case.records.keep(_list_slots(clause, case))
    spread = spread_over_days(case, slots, "from_s", "until_s").select(
        "worker_id", "day_s", "from_s", "until_s", "to_s", "wish_id")
    pushes = case.limit(clause, case.records.of_kind("pushed")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s")
    inside = pushes.inner_join(spread, ["worker_id", "day_s"])
    inside = inside.filter(inside.at_s >= inside.from_s, inside.at_s < inside.until_s)
    inside = inside.group_by("event_id", "worker_id", "order_id", "at_s").agg(
        wish_id=inside.wish_id.min(), from_s=inside.from_s.min(), to_s=inside.until_s.max())
    return Query(
        unit="event", units=slots.select("worker_id").union(inside.select("worker_id")),
        breaches=fault(inside, "pushed", events=("event_id", "wish_id"), numbers=("at_s", "from_s", "to_s")),
        grounds={"pushed": "pushed at {at_s}; rest slot {from_s} to {to_s}"},
    )


def _list_slots(clause: Clause, case: Case) -> ir.Table:
    """Slots that bind: worker_id, wish_id, from_s, to_s, until_s."""
    slots = list_wishes("rest_slot", case.limit(clause, case.records.of_kind("preference_set")),
                        ["worker_id", "from_s", "to_s"])
    slots = slots.filter(slots.from_s.notnull(), slots.to_s.notnull(),
                         slots.set_s + clause.int_param("notice") <= slots.from_s)
    slots = slots.mutate(until_s=ibis.least(slots.to_s, slots.withdrawn_s.fill_null(slots.to_s)))
    most = clause.optional_int("slots")
    if most is not None:
        dated = case.records.add_day(slots.drop("day_s"), "from_s")
        order = ibis.window(group_by=["worker_id", "day_s"], order_by="wish_id")
        ranked = dated.mutate(place=ibis.row_number().over(order))
        slots = ranked.filter(ranked.place < most)
    return slots.filter(possibly(slots.until_s > slots.from_s))
