"""D17 safety_factors: the published rule of dispatch names the agreed matters of safety."""

from __future__ import annotations

from functools import reduce

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_none
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, surely


def check(clause: Clause, case: Case) -> Query:
    """Every publication of the rule names all factors; a model card stands beside it where one is asked for."""
    published = case.limit_days(clause, case.records.of_kind("rule_published"))
    rules = published.filter(published.component == "safety").select("event_id", "at_s", "fields")
    cards = case.records.of_kind("rule_published").filter(lambda t: t.component == "model_card")
    factors = sorted(clause.words_param("factors"))
    hidden = [~surely(rules.fields.contains(factor)) for factor in factors]
    silent = rules.filter(reduce(lambda one, other: one | other, hidden, NO))
    silent = silent.mutate(named=silent.fields.join(", ").fill_null("nothing"))
    lost = [] if case.records.value(rules.count()) else [find_none(case, "events.rule_published (safety)")]
    if clause.params["card"] and not case.records.value(cards.count()):
        lost.append(find_none(case, "events.rule_published (model_card)"))
    units = rules.select("event_id")
    return Query(
        unit="event", units=units.union(cards.select("event_id")) if clause.params["card"] else units,
        breaches=fault(silent, "silent", worker=None, order=None, events=("event_id",), numbers=("named",)),
        grounds={"silent": "named {named} of {factors}"}, figures={"factors": ", ".join(factors)},
        missing=stack(*lost) if lost else None,
    )
