"""P11 no_late_deduction: lateness and bad reviews take no money, under any name."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import surely


def check(clause: Clause, case: Case) -> Query:
    """No line takes money for an unlawful reason, without naming a clause, or from an order that came late."""
    ledger = case.records.ledger
    lines = case.limit_lines(clause, ledger.filter(ledger.account == "worker_pay"))
    taken = lines.filter(lines.amount_minor < 0)
    promised = case.records.of_kind("eta_quoted", "eta_extended")
    promised = promised.filter(promised.promised_s.notnull())
    promised = promised.group_by("order_id").agg(promised_s=promised.promised_s.max())
    done = case.spells.deliveries.select("worker_id", "order_id", "deliver_id", "deliver_s")
    known = taken.left_join(done, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    known = known.left_join(promised, "order_id").drop("order_id_right")
    reasons = sorted(clause.words_param("reasons"))
    named = surely(known.reason.isin(reasons))
    late = surely(known.deliver_s > known.promised_s)
    rows = known.mutate(late_s=known.deliver_s - known.promised_s, line_ids=ibis.array([known.line_id]))
    events = ("deliver_id",)
    numbers = ("amount_minor", "component", "reason", "late_s")
    return Query(
        unit="line", units=lines,
        breaches=stack(
            fault(rows.filter(named), "reason", events=events, lines="line_ids", numbers=numbers),
            fault(rows.filter(~named & late), "late", events=events, lines="line_ids", numbers=numbers),
            fault(rows.filter(~named & ~late & rows.clause_id.isnull()), "nameless", events=events, lines="line_ids",
                  numbers=numbers),
        ),
        grounds={"reason": "{component} {amount_minor} < 0 for {reason}",
                 "late": "{component} {amount_minor} < 0 on an order late by {late_s} s",
                 "nameless": "{component} {amount_minor} < 0 names no clause"},
    )
