"""G01 algorithm_disclosure: a rule is published, in what it must name, before it takes effect."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.rule_changes import find_changes
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import YES, surely

EVENTS = ("published_id", "event_id")


def check(clause: Clause, case: Case) -> Query:
    """Each rule on one of the topics was published before it took effect; each topic was published at all."""
    topics = sorted(clause.words_param("topics"))
    changes = case.records.keep(find_changes(clause, case, topics))
    never = changes.filter(changes.published_id.isnull())
    told = changes.filter(changes.published_id.notnull())
    named = _names_all(told, clause.words_param("fields"))
    plain = surely(told.published_outcome == "plain") if clause.params["plain"] else YES
    listed = list_rows({"topic": "string"}, [(topic,) for topic in topics] if case.holds_at_end(clause) else [])
    published = case.records.of_kind("rule_published").select(topic="component").distinct()
    unseen = listed.anti_join(published, "topic")
    rows = lacking(unseen, "", worker=None, order=None, numbers=("topic",))
    return Query(
        unit="topic", units=stack(changes.select("event_id"), listed.select(event_id=ibis.null("int64"))),
        breaches=stack(fault(never, "never", events=("event_id",), numbers=("component",)),
                       fault(told.filter(~named), "silent", events=EVENTS, numbers=("component",)),
                       fault(told.filter(named, ~plain), "obscure", events=EVENTS, numbers=("component",))),
        grounds={"never": "{component}: rule_effective without a rule_published before it",
                 "silent": "{component}: what was published does not name all of: {fields}",
                 "obscure": "{component}: not published in plain words"},
        figures={"fields": ", ".join(sorted(clause.words_param("fields")))},
        missing=rows.mutate(field=ibis.literal("rule_published (") + rows.topic + ibis.literal(")")),
    )


def _names_all(rows: ir.Table, fields: frozenset[str]) -> ir.BooleanValue:
    names = YES
    for name in sorted(fields):
        names = names & surely(rows.published_fields.contains(name))
    return names
