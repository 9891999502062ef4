"""What is taken from a worker in the name of a thing: deductions of the log and lines of the ledger below zero."""

from __future__ import annotations

from collections.abc import Collection

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault
from nuantu.audit.truth import surely


def find_taken_events(clause: Clause, case: Case, names: Collection[str]) -> ir.Table:
    """Faults ``event``: deductions that bear one of the names as component or reason, amount_minor other than zero."""
    taken = case.limit(clause, case.records.of_kind("deduction_line"))
    taken = taken.filter(taken.amount_minor.fill_null(-1) != 0)
    return fault(_name(taken, names), "event", events=("event_id",), numbers=("name", "amount_minor"))


def find_taken_lines(clause: Clause, case: Case, names: Collection[str]) -> ir.Table:
    """Faults ``line``: lines of pay below zero that bear one of the names as component or reason."""
    ledger = case.records.ledger
    lines = case.limit_lines(clause, ledger.filter(ledger.account == "worker_pay", ledger.amount_minor < 0))
    named = _name(lines, names)
    return fault(named.mutate(line_ids=ibis.array([named.line_id])), "line", lines="line_ids",
                 numbers=("name", "amount_minor"))


def _name(rows: ir.Table, names: Collection[str]) -> ir.Table:
    """Rows of one of the names, with that name."""
    wanted = sorted(names)
    by_component, by_reason = surely(rows.component.isin(wanted)), surely(rows.reason.isin(wanted))
    named = rows.mutate(name=by_component.ifelse(rows.component, rows.reason))
    return named.filter(by_component | by_reason)
