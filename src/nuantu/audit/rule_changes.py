"""Rules that take effect, each with the publication that it refers to."""

from __future__ import annotations

from collections.abc import Collection

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case


def find_changes(clause: Clause, case: Case, topics: Collection[str]) -> ir.Table:
    """Rules on these topics that take effect on days of the clause: event_id, worker_id, order_id, at_s, day_s,
    component, rule_id (the clause named), published_id, published_day_s, published_fields, published_outcome; the
    last four null where the rule refers to no earlier publication on its topic."""
    rules = case.records.of_kind("rule_effective")
    rules = case.limit_days(clause, rules.filter(rules.component.isin(sorted(topics))))
    rules = rules.select("event_id", "worker_id", "order_id", "at_s", "day_s", "component", "ref_event_id",
                         rule_id="clause_id")
    told = case.records.of_kind("rule_published").select(
        topic="component", published_id="event_id", published_day_s="day_s", published_fields="fields",
        published_outcome="outcome")
    joined = rules.left_join(told, [rules.ref_event_id == told.published_id, rules.component == told.topic,
                                    told.published_id < rules.event_id])
    return joined.drop("topic", "ref_event_id")
