"""G03 explanation_right: who asks is told why in time, and a suspension comes with its reasons."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_days
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, possibly

EVENTS = ("event_id", "answer_id")
PLAIN = ("event_id", "worker_id", "order_id", "day_s", "at_s")


def check(clause: Clause, case: Case) -> Query:
    """Each request is answered in time; each suspension is explained at latest when it takes effect."""
    within = clause.int_param("within")
    asked = case.limit(clause, case.records.of_kind("explanation_requested")).select(*PLAIN)
    requests = case.records.keep(within_days(case, find_answers(case, asked, "explanation_sent"), within))
    late = requests.filter(~requests.in_time)
    stopped = case.limit(clause, case.records.of_kind("suspension"))
    stopped = stopped.select(*PLAIN, effect_s=stopped.from_s.fill_null(stopped.at_s))
    stopped = stopped if clause.params["on_suspension"] else stopped.filter(NO)
    stopped = stopped.filter(stopped.effect_s <= case.records.last_s)
    stopped = case.records.keep(find_answers(case, stopped, "explanation_sent"))
    bare = stopped.filter(possibly(stopped.answer_s > stopped.effect_s))
    bare = bare.mutate(after_s=bare.answer_s - bare.effect_s)
    return Query(
        unit="event", units=requests.select("event_id").union(stopped.select("event_id")), figures={"within": within},
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=EVENTS, numbers=("days",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",)),
                       fault(bare.filter(bare.answer_id.notnull()), "after", events=EVENTS, numbers=("after_s",)),
                       fault(bare.filter(bare.answer_id.isnull()), "bare", events=("event_id",))),
        grounds={"late": "explanation_sent on day {days} > within {within}",
                 "none": "no explanation_sent within {within} d",
                 "after": "suspension explained {after_s} s after it took effect",
                 "bare": "suspension without explanation_sent"},
    )
