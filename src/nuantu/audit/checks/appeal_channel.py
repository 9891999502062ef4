"""G06 appeal_channel: complaints are answered in time, all of them or a stated share."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_seconds
from nuantu.audit.query import Case, Query, fault, stack


def check(clause: Clause, case: Case) -> Query:
    """Complaints answered late or not at all, where fewer than the agreed share came in time.

    How many were answered, and how many upheld, stands beside what was kept.
    """
    within_s, share, topics = clause.int_param("within"), clause.int_param("share"), clause.words_param("topics")
    filed = case.limit(clause, case.records.of_kind("complaint_filed"))
    if topics:
        filed = filed.filter(filed.component.isin(sorted(topics)))
    filed = filed.select("event_id", "worker_id", "order_id", "day_s", "at_s")
    units = case.records.keep(within_seconds(case, find_answers(case, filed, "complaint_answered"), within_s))
    timely = units.filter(units.in_time)
    counts = units.agg(filed=units.count()).cross_join(timely.agg(timely=timely.count()))
    late = units.filter(~units.in_time).cross_join(counts)
    late = late.filter(late.timely * 1000 < late.filed * share)
    answered = units.filter(units.answer_id.notnull())
    numbers = ("timely", "filed")
    tail = "; in time {timely} of {filed}, share_pm {share}"
    return Query(
        unit="event", units=units, figures={"within_s": within_s, "share": share},
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=("event_id", "answer_id"),
                             numbers=("latency_s", *numbers)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",), numbers=numbers)),
        grounds={"late": "answered after latency_s {latency_s} > within_s {within_s}" + tail,
                 "none": "no complaint_answered in within_s {within_s}" + tail},
        tally={"answered": answered, "upheld": answered.filter(answered.answer_outcome == "upheld")},
    )
