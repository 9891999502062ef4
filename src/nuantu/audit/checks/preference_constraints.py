"""D14 preference_constraints: the farthest order that a worker wants."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import list_pushes
from nuantu.audit.query import Case, Need, Query, fault
from nuantu.audit.truth import NO, possibly
from nuantu.audit.wishes import WITHDRAWN


def check(clause: Clause, case: Case) -> Query:
    """No push of an order farther than the latest wish in force then."""
    bound = case.records.keep(_list_bound(clause, case))
    far = bound.filter(bound.distance_m > bound.most_m)
    return Query(
        unit="event", units=bound, needs=(Need(("created",), "distance_m"),),
        breaches=fault(far, "far", events=("event_id", "wish_id"), numbers=("distance_m", "most_m")),
        grounds={"far": "distance_m {distance_m} > wish {most_m}"},
    )


def _list_bound(clause: Clause, case: Case) -> ir.Table:
    """Pushes to workers whose wish holds, with wish_id and most_m."""
    pushes = list_pushes(clause, case)
    wishes = case.records.of_kind("preference_set")
    wishes = wishes.filter(wishes.component == "max_distance") if "max_distance" in clause.words_param(
        "honoured") else wishes.filter(NO)
    wishes = wishes.select("worker_id", "from_s", "to_s", "outcome", wish_m="distance_m", wish_id="event_id",
                           set_s="at_s")
    pairs = pushes.select("event_id", "worker_id", "at_s").inner_join(
        wishes.select("worker_id", "wish_id", "set_s"), "worker_id")
    early = pairs.filter(pairs.wish_id < pairs.event_id, pairs.set_s + clause.int_param("notice") <= pairs.at_s)
    last = early.group_by("event_id").agg(wish_id=early.wish_id.max())
    own = last.inner_join(wishes.drop("worker_id", "set_s"), "wish_id")
    held = pushes.inner_join(own, "event_id")
    held = held.filter(possibly(held.outcome != WITHDRAWN), held.wish_m.notnull(),
                       possibly(held.at_s >= held.from_s), possibly(held.at_s < held.to_s))
    return held.mutate(most_m=ibis.greatest(held.wish_m, clause.int_param("least")))
