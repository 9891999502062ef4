"""G11 banned_data: some data are never collected, and no place of a worker who is off duty."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """No collection of a banned field, and where agreed none of a place outside the time online."""
    units = case.limit(clause, case.records.of_kind("data_collected"))
    banned = units.filter(units.component.isin(sorted(clause.words_param("fields"))))
    places = units.filter(units.component == "location") if clause.params["offline_location"] else units.filter(NO)
    duty = case.records.of_kind("online", "offline", "data_collected").select("event_id", "worker_id", "kind")
    running = ibis.cumulative_window(group_by="worker_id", order_by="event_id")
    moved = ibis.cases((duty.kind == "online", duty.event_id), (duty.kind == "offline", -duty.event_id), else_=0)
    # The last change of duty has the largest event id: its sign says which it was.
    stood = duty.mutate(changed=moved.abs().max().over(running), came=ibis.greatest(moved, 0).max().over(running))
    away = stood.filter((stood.came == 0) | (stood.came < stood.changed)).select("event_id")
    off = places.semi_join(away, "event_id")
    return Query(
        unit="event", units=units,
        breaches=stack(fault(banned, "banned", events=("event_id",), numbers=("component",)),
                       fault(off, "offline", events=("event_id",), numbers=("at_s",))),
        grounds={"banned": "{component} was collected", "offline": "location at {at_s} while offline"},
    )
