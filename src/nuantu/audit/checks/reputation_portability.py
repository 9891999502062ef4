"""V08 reputation_portability: who asks gets an own copy, machine readable and in time."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import find_answers, within_days
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import YES, surely

EVENTS = ("event_id", "answer_id")


def check(clause: Clause, case: Case) -> Query:
    """Each request is answered in time by a copy in an agreed format that holds what was agreed."""
    within = clause.int_param("within")
    asked = case.limit(clause, case.records.of_kind("export_requested")).select("event_id", "worker_id", "order_id",
                                                                                "day_s", "at_s")
    units = case.records.keep(within_days(case, find_answers(case, asked, "export_sent"), within))
    late, timely = units.filter(~units.in_time), units.filter(units.in_time)
    readable = surely(timely.answer_level.isin(sorted(clause.words_param("formats"))))
    whole = _holds_all(timely, clause.words_param("fields"))
    return Query(
        unit="event", units=units,
        breaches=stack(fault(late.filter(late.answer_id.notnull()), "late", events=EVENTS, numbers=("days",)),
                       fault(late.filter(late.answer_id.isnull()), "none", events=("event_id",)),
                       fault(timely.filter(~readable), "format", events=EVENTS, numbers=("answer_level",)),
                       fault(timely.filter(readable, ~whole), "partial", events=EVENTS)),
        grounds={"late": "export_sent on day {days} > within {within}", "none": "no export_sent within {within} d",
                 "format": "format {answer_level} is not machine readable", "partial": "the copy lacks of: {fields}"},
        figures={"within": within, "fields": ", ".join(sorted(clause.words_param("fields")))},
    )


def _holds_all(rows: ir.Table, fields: frozenset[str]) -> ir.BooleanValue:
    holds = YES
    for name in sorted(fields):
        holds = holds & surely(rows.answer_fields.contains(name))
    return holds
