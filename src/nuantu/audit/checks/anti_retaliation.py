"""G10 anti_retaliation: after a complaint no measure against the worker without a reason on record."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, number_days
from nuantu.audit.query import Case, Query, fault


def check(clause: Clause, case: Case) -> Query:
    """Each measure within the span after a complaint has a reason, or where agreed an explanation, on record."""
    span = clause.int_param("span")
    units = case.records.keep(_find_measures(clause, case, span))
    if clause.word_param("needs") == "explanation":
        answered = find_answers(case, units, "explanation_sent")
        bare = answered.filter(answered.answer_id.isnull())
    else:
        bare = units.filter(units.reason.fill_null("") == "")
    return Query(
        unit="event", units=units, figures={"span": span, "needs": clause.word_param("needs")},
        breaches=fault(bare, "bare", events=("complaint_id", "event_id"), numbers=("kind", "days")),
        grounds={"bare": "{kind} {days} days after a complaint <= {span}; no {needs}"},
    )


def _find_measures(clause: Clause, case: Case, span: int) -> ir.Table:
    """Measures against workers with the last complaint before each: complaint_id, ``days`` since, at most ``span``."""
    numbers = number_days(case.records)[0].select("day_s", day_no="number")
    taken = case.limit(clause, case.records.of_kind(*clause.words_param("measures"))).inner_join(numbers, "day_s")
    loses = (taken.kind != "score_change") | (taken.score_delta.fill_null(-1) < 0)
    nothing = (taken.kind == "deduction_line") & (taken.amount_minor.fill_null(-1) == 0)
    taken = taken.filter(loses, ~nothing)
    filed = case.records.of_kind("complaint_filed").inner_join(numbers, "day_s")
    kinds = ("event_id", "worker_id", "order_id", "kind", "reason", "day_s", "day_no")
    stream = taken.select(*kinds, complaint_id=ibis.null("int64"), complaint_no=ibis.null("int64")).union(
        filed.select(*kinds, complaint_id=filed.event_id, complaint_no=filed.day_no))
    before = ibis.cumulative_window(group_by="worker_id", order_by="event_id")
    carried = stream.mutate(complaint_id=stream.complaint_id.max().over(before),
                            complaint_no=stream.complaint_no.max().over(before))
    measures = carried.filter(carried.kind != "complaint_filed", carried.complaint_id.notnull())
    measures = measures.mutate(days=measures.day_no - measures.complaint_no)
    return measures.filter(measures.days <= span)
