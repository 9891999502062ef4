"""C15 emergency_help: a call for help, or a standstill that was detected, is answered in time."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_seconds
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Each call is answered within the time, where agreed by a person."""
    within_s = clause.int_param("within")
    calls = case.limit(clause, case.records.of_kind("emergency_help")).select("event_id", "worker_id", "order_id",
                                                                              "day_s", "at_s")
    units = case.records.keep(within_seconds(case, find_answers(case, calls, "help_answered"), within_s))
    late, timely = units.filter(~units.in_time), units.filter(units.in_time)
    asked = timely if clause.params["by_person"] else timely.filter(NO)
    events = ("event_id", "answer_id")
    return Query(
        unit="event", units=units,
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=events, numbers=("latency_s",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",)),
                       fault(asked.filter(asked.answer_actor != "person"), "machine", events=events,
                             numbers=("answer_actor",))),
        grounds={"late": "help_answered after latency_s {latency_s} > within_s {within_s}",
                 "none": "no help_answered in within_s {within_s}", "machine": "help_answered by {answer_actor}"},
        figures={"within_s": within_s},
        missing=lacking(asked.filter(asked.answer_actor.isnull()), "events.actor (help_answered)", events=events),
    )
