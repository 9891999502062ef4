"""D21 no_adverse_priority: dispatch looks at nothing that is banned, and nobody is put back for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.adverse import answers, find_adverse
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO

#: Topics of published rules that say how orders are given out.
TOPICS: Final = ("dispatch", "priority")
#: Events that a banned word stands for; the other words stand in reasons only.
ACTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "complaint": ("complaint_filed",), "refusal": ("declined",), "rest": ("rest_start", "push_paused"),
    "offline": ("offline", "forced_offline"), "review": ("review_requested",),
})


def check(clause: Clause, case: Case) -> Query:
    """No published rule on dispatch names a banned feature; no disadvantage has or answers what is banned."""
    banned = sorted(clause.words_param("banned"))
    rules = case.limit_days(clause, case.records.of_kind("rule_published"))
    rules = case.records.keep(rules.filter(rules.component.isin(TOPICS)).select(
        "event_id", "worker_id", "order_id", "component", "fields"))
    adverse = find_adverse(clause, case)
    return Query(
        unit="event", units=rules.select("worker_id").union(adverse.select("worker_id")),
        breaches=stack(
            fault(_find_features(rules, banned), "feature", events=("event_id",), numbers=("component", "feature")),
            *(fault(_find_hits(adverse, word), "adverse", events=("event_id",), numbers=("kind", "word"))
              for word in banned),
        ),
        grounds={"feature": "rule on {component} names {feature}", "adverse": "{kind} for {word}"},
        missing=lacking(rules.filter(rules.fields.isnull()), "events.fields (rule_published)", events=("event_id",)),
    )


def _find_features(rules: ir.Table, banned: list[str]) -> ir.Table:
    """Rules with a banned feature: named by one of the words, or by one and what follows an underscore."""
    named = rules.filter(rules.fields.notnull()).select("event_id", "worker_id", "order_id", "component",
                                                         feature=lambda t: t.fields.unnest())
    hit = NO
    for word in banned:
        hit = hit | (named.feature == word) | named.feature.startswith(f"{word}_")
    found = named.filter(hit)
    return found.group_by("event_id", "worker_id", "order_id", "component").agg(feature=found.feature.min())


def _find_hits(adverse: ir.Table, word: str) -> ir.Table:
    reason = (adverse.reason == word).fill_null(NO)
    hit = reason | answers(adverse, ACTS[word]) if word in ACTS else reason
    return adverse.filter(hit).mutate(word=ibis.literal(word))
