"""V05 skill_certificate: an amount for a level of skill that a worker gains."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.benefits import GROUNDS, compare_benefits, find_faults
from nuantu.audit.query import Case, Query, lacking
from nuantu.audit.tables import list_rows


def check(clause: Clause, case: Case) -> Query:
    """For each worker and day the amounts of the levels gained, and the lines of ``certificate``."""
    gained = case.limit(clause, case.records.of_kind("certified")).select("event_id", "worker_id", "day_s", "level")
    amounts = list_rows({"level": "string", "amount": "int64"}, sorted(clause.map_param("amounts").items()))
    paid = gained.inner_join(amounts, "level").inner_join(case.records.days.select("day_s", period="day"), "day_s")
    due = paid.group_by("worker_id", "period").agg(
        due_minor=paid.amount.sum(), first_id=paid.event_id.min(), last_id=paid.event_id.max())
    whole = compare_benefits(clause, case, due, "certificate")
    unknown = gained.filter(gained.level.isnull())
    return Query(
        unit="worker_day", breaches=find_faults(whole), grounds=GROUNDS,
        units=whole.select("worker_id", "period").union(unknown.select("worker_id", period=ibis.null("string"))),
        missing=lacking(unknown, "events.level (certified)", order=None, events=("event_id",)),
    )
