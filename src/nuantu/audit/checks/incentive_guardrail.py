"""P19 incentive_guardrail: no bonus tier lies beyond the rules on rest, and none was paid for work beyond them."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.agreement.reachability import limit_work, weigh_tiers
from nuantu.audit.query import Case, Query, fault, lacking, meet_in_time, stack
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """The tiers are proved from the book alone; a bonus on the log may not be booked past the day's limit."""
    tiers = _list_tiers(clause, case)
    known = tiers.filter(tiers.allows.notnull())
    limit_s = limit_work(clause, _list_rules(clause, case)).day_s
    bonuses = case.limit(clause, case.records.of_kind("subsidy_line"))
    bonuses = bonuses.filter(bonuses.component == "bonus").select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "amount_minor")
    if limit_s is None:
        past = bonuses.filter(NO).mutate(worked_s=bonuses.at_s)
    else:
        case.spells.require_worktime(clause)
        worked = case.spells.add_worked(bonuses)
        past = worked.filter(worked.worked_s > limit_s)
    nobody = {"worker": None, "order": None}
    return Query(
        unit="event", units=tiers.select("worker_id").union(bonuses.select("worker_id")),
        breaches=stack(
            fault(known.filter(known.needs > known.allows), "beyond", **nobody,  # type: ignore[arg-type]
                  numbers=("tier", "needs", "allows", "rules")),
            fault(past, "past", events=("event_id",), numbers=("worked_s", "amount_minor")),
        ),
        grounds={"beyond": "{tier} needs {needs} > {allows} that {rules} allow",
                 "past": "bonus {amount_minor} at worked_s {worked_s} > {limit_s}"},
        figures={"limit_s": limit_s},
        missing=lacking(tiers.filter(tiers.allows.isnull()), "a rule on rest in the book", **nobody),
    )


def _list_rules(clause: Clause, case: Case) -> list[Clause]:
    return [other for other in case.clauses if meet_in_time(clause, other)]


def _list_tiers(clause: Clause, case: Case) -> ir.Table:
    """Tiers with what they need and what the rules on rest leave, in seconds or days (``tier`` says which table)."""
    types = {"worker_id": "string", "tier": "string", "needs": "int64", "allows": "int64", "rules": "string"}
    rows = [(None, f"{tier.table} from {tier.begins}", tier.needs, tier.allows, tier.rules or "nothing")
            for tier in weigh_tiers(clause, _list_rules(clause, case))]
    return case.records.keep(list_rows(types, rows))
