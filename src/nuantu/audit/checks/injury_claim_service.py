"""C02 injury_claim_service: an injury claim is looked at within so many working days."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_days
from nuantu.audit.query import Case, Query, fault, stack


def check(clause: Clause, case: Case) -> Query:
    """Each claim is answered by a step that refers to it on the agreed working day at the latest."""
    review, holidays = clause.int_param("review"), clause.words_param("holidays")
    claims = case.limit(clause, case.records.of_kind("claim_filed")).select("event_id", "worker_id", "order_id",
                                                                            "day_s", "at_s")
    units = case.records.keep(within_days(case, find_answers(case, claims, "claim_step"), review, holidays))
    late = units.filter(~units.in_time)
    return Query(
        unit="event", units=units,
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=("event_id", "answer_id"),
                             numbers=("days",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",))),
        grounds={"late": "claim_step after working days {days} > review {review}",
                 "none": "no claim_step in working days {review}"},
        figures={"review": review},
    )
