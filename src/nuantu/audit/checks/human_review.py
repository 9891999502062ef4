"""G04 human_review: a review is decided in time, by another person, who says what was examined."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_days
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO, surely

EVENTS = ("event_id", "answer_id")


def check(clause: Clause, case: Case) -> Query:
    """Each request for review is decided in time, by a person who is not the first to decide, with what was examined.

    What was decided is counted beside what was kept: how many, and how many overturned the decision.
    """
    within, examined = clause.int_param("within"), clause.int_param("examined")
    units = case.records.keep(within_days(case, find_answers(case, _find_requests(clause, case), "review_decided"),
                                          within))
    late, timely = units.filter(~units.in_time), units.filter(units.in_time)
    nobody = timely.filter(timely.answer_actor.isnull())
    machine = timely.filter(timely.answer_actor != "person")
    human = timely.filter(timely.answer_actor == "person")
    again = human if clause.params["other_person"] else human.filter(NO)
    again = again.filter(surely(again.first_actor == "person"))
    unnamed = again.filter(again.answer_actor_id.isnull() | again.first_actor_id.isnull())
    same = again.filter(again.answer_actor_id == again.first_actor_id)
    rest = human.anti_join(same.select("event_id"), "event_id").anti_join(unnamed.select("event_id"), "event_id")
    told = rest.mutate(named=rest.answer_fields.length().fill_null(0))
    decided = units.filter(units.answer_id.notnull())
    return Query(
        unit="event", units=units, figures={"within": within, "examined": examined},
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=EVENTS, numbers=("days",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",)),
                       fault(machine, "machine", events=EVENTS, numbers=("answer_actor",)),
                       fault(same, "same", events=EVENTS, numbers=("answer_actor_id",)),
                       fault(told.filter(told.named < examined), "token", events=EVENTS, numbers=("named",))),
        grounds={"late": "review_decided on day {days} > within {within}",
                 "none": "no review_decided within {within} d",
                 "machine": "decided by {answer_actor}", "same": "decided again by {answer_actor_id}",
                 "token": "examined: {named} named < {examined}"},
        missing=stack(lacking(nobody, "events.actor (review_decided)", events=EVENTS),
                      lacking(unnamed, "events.actor_id", events=EVENTS)),
        tally={"decided": decided, "overturned": decided.filter(decided.answer_outcome == "overturned")},
    )


def _find_requests(clause: Clause, case: Case) -> ir.Table:
    """Requests with who made the decision under review: first_actor, first_actor_id."""
    asked = case.limit(clause, case.records.of_kind("review_requested")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "ref_event_id")
    first = case.records.events.select("actor", "actor_id", first_id="event_id")
    first = first.select("first_id", first_actor="actor", first_actor_id="actor_id")
    return asked.left_join(first, asked.ref_event_id == first.first_id).drop("first_id", "ref_event_id")
