"""R14 rest_place_link: each reminder names a station nearby."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault, lacking, stack


def check(clause: Clause, case: Case) -> Query:
    """Every reminder names a station, no farther than ``radius``."""
    shown = case.limit(clause, case.records.of_kind("reminder_shown")).select(
        "event_id", "worker_id", "order_id", "other_id", "distance_m")
    named = shown.filter(shown.other_id.notnull())
    return Query(
        unit="event", units=shown, needs=(Need(("reminder_shown",), "other_id"),),
        breaches=stack(
            fault(shown.filter(shown.other_id.isnull()), "unnamed", order=None, events=("event_id",)),
            fault(named.filter(named.distance_m > clause.int_param("radius")), "far", order=None, events=("event_id",),
                  numbers=("other_id", "distance_m")),
        ),
        grounds={"unnamed": "the reminder names no station", "far": "{other_id} distance_m {distance_m} > {radius_m}"},
        figures={"radius_m": clause.int_param("radius")},
        missing=lacking(named.filter(named.distance_m.isnull()), "events.distance_m", order=None,
                        events=("event_id",)),
    )
