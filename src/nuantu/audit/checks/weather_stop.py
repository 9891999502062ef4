"""D15 weather_stop: under severe alerts nothing is pushed, or only what is near."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import list_pushes
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.weather import mark_alerts


def check(clause: Clause, case: Case) -> Query:
    """No push under an alert of ``stop_level``, and none beyond the shrunk radius under one of ``shrink_level``."""
    kinds = clause.words_param("kinds") or None
    pushes = list_pushes(clause, case)
    stopped = mark_alerts(case, pushes, "at_s", clause.word_param("stop_level"), kinds)
    stopped = case.records.keep(stopped.filter(stopped.alert_id.notnull()))
    found, units = [fault(stopped, "stopped", events=("event_id", "alert_id"))], stopped.select("event_id")
    most_m = None
    if clause.params["shrink_level"] is not None:
        most_m = clause.int_param("radius") * clause.int_param("share") // 1000
        others = pushes.anti_join(stopped, "event_id")
        near = mark_alerts(case, others, "at_s", clause.word_param("shrink_level"), kinds)
        near = case.records.keep(near.filter(near.alert_id.notnull()))
        found.append(fault(near.filter(near.distance_m > most_m), "far", events=("event_id", "alert_id"),
                           numbers=("distance_m",)))
        units = units.union(near.select("event_id"))
    return Query(
        unit="event", units=units, breaches=stack(*found),
        grounds={"stopped": "pushed under an alert of {stop_level} or above",
                 "far": "distance_m {distance_m} > {most_m} under an alert"},
        figures={"stop_level": clause.word_param("stop_level"), "most_m": most_m},
    )
