"""D01 eta_max_of: each promise is the latest of its estimates."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.promises import list_quotes
from nuantu.audit.query import Case, Need, Query, fault, lacking, stack
from nuantu.core.errors import AgreementError


def check(clause: Clause, case: Case) -> Query:
    """No promise before an estimate told with it, and no estimate below what the clause's figures give."""
    quotes = case.records.keep(list_quotes(clause, case).mutate(event_id=lambda t: t.quote_id))
    parts = sorted(clause.words_param("parts"))
    found, lost = [], []
    for part in parts:
        told = case.records.keep(_add_part(case, quotes, part))
        found.append(fault(told.filter(told.promised_s < told.part_s), "early", worker=None,
                           events=("part_id", "quote_id"), numbers=("estimate", "part_after_s", "promise_after_s")))
        least = _least(clause, told, part)
        if least is not None:
            low = told.mutate(least_s=least).filter(lambda t: t.part_s < t.least_s)
            low = low.mutate(short_s=low.least_s - low.part_s)
            found.append(fault(low, "low", worker=None, events=("part_id", "quote_id"),
                               numbers=("estimate", "short_s")))
        lost.append(lacking(told.filter(told.part_id.isnull()), f"events.eta_part ({part})", worker=None,
                            events=("quote_id",)))
    return Query(
        unit="order", units=quotes, breaches=stack(*found), missing=stack(*lost),
        grounds={"early": "promised {promise_after_s} s from placing < {estimate} {part_after_s} s",
                 "low": "{estimate} is {short_s} s below what the clause gives"},
        needs=(Need(("created",), "distance_m"),) if "by_distance" in parts else (),
    )


def _add_part(case: Case, quotes: ir.Table, part: str) -> ir.Table:
    """Promises with the last estimate of this name before them: estimate, part_id, part_s (null where none is)."""
    told = case.records.of_kind("eta_part")
    told = told.filter(told.component == part).select("order_id", part_id="event_id", part_s="promised_s")
    pairs = quotes.select("quote_id", "order_id").inner_join(told, "order_id")
    last = pairs.filter(pairs.part_id < pairs.quote_id).group_by("quote_id").agg(part_id=lambda t: t.part_id.max())
    found = last.inner_join(told.select("part_id", "part_s"), "part_id")
    joined = quotes.left_join(found, "quote_id").drop("quote_id_right")
    return joined.mutate(estimate=ibis.literal(part), part_after_s=joined.part_s - joined.at_s,
                         promise_after_s=joined.promised_s - joined.at_s)


def _least(clause: Clause, quotes: ir.Table, part: str) -> ir.IntegerValue | None:
    """The least that an estimate may say by the clause's own figures; ``None`` where it has none."""
    if part == "city":
        return quotes.at_s + _require(clause, "city")
    if part == "by_distance":
        speed = _require(clause, "speed")
        return quotes.at_s + clause.int_param("base") + (quotes.distance_m * 3600 + speed - 1) // speed
    return None


def _require(clause: Clause, name: str) -> int:
    value = clause.optional_int(name)
    if value is None:
        raise AgreementError(f"clause {clause.id} (eta_max_of) names an estimate that needs {name}, and does not state "
                             "it", field=name, fix=f"state {name} or leave the estimate out")
    return value
