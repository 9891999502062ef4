"""C16 weather_review_removal: a bad review of a delivery under an alert is taken out in time."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_seconds
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.weather import mark_alerts


def check(clause: Clause, case: Case) -> Query:
    """Each bad rating of an order that was delivered under an alert is removed within the time."""
    within_s = clause.int_param("within")
    bad = case.limit(clause, case.records.of_kind("rating_given"))
    bad = bad.filter(bad.level == "bad").select("event_id", "worker_id", "order_id", "day_s", "at_s")
    done = case.spells.deliveries.select("worker_id", "order_id", "deliver_s", "deliver_id")
    rated = bad.inner_join(done, ["worker_id", "order_id"])
    marked = mark_alerts(case, rated, "deliver_s", clause.word_param("level"), clause.words_param("kinds"))
    under = marked.filter(marked.alert_id.notnull())
    units = case.records.keep(within_seconds(case, find_answers(case, under, "rating_removed"), within_s))
    late = units.filter(~units.in_time)
    return Query(
        unit="event", units=units,
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late",
                             events=("alert_id", "event_id", "answer_id"), numbers=("latency_s",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("alert_id", "event_id"))),
        grounds={"late": "rating_removed after latency_s {latency_s} > within_s {within_s}",
                 "none": "no rating_removed in within_s {within_s}"},
        figures={"within_s": within_s},
    )
