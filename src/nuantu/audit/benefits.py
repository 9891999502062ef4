"""What the ledger gives beside pay, set against what a clause gives: by worker and the day on which a period ends."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault, stack

KEYS = ["worker_id", "period"]
NAMED = ["worker_id_right", "period_right"]
NUMBERS = ("due_minor", "paid_minor", "own_minor", "own_lines")
GROUNDS = {"short": "{period}: paid_minor {paid_minor} < due_minor {due_minor}",
           "wrong": "{period}: in its name paid_minor {own_minor} in {own_lines} lines != due_minor {due_minor}"}


def pay_benefits(clause: Clause, case: Case, component: str) -> ir.Table:
    """Ledger sums of the account ``benefit`` by worker and period: ``paid_minor`` under any clause of this type,
    ``own_minor`` and ``own_lines`` under this one, and ``line_ids``."""
    ledger = case.records.ledger
    lines = case.limit_lines(clause, ledger.filter(
        ledger.account == "benefit", ledger.component == component, ledger.clause_id.isin(case.ids_of_type(clause))))
    own = lines.clause_id == clause.id
    return lines.group_by(KEYS).agg(
        paid_minor=lines.amount_minor.sum(), own_minor=own.ifelse(lines.amount_minor, 0).sum(),
        own_lines=own.cast("int64").sum(), line_ids=lines.line_id.collect())


def compare_benefits(clause: Clause, case: Case, due: ir.Table, component: str) -> ir.Table:
    """One row a worker and period that is due something (worker_id, period, due_minor and more) or is paid something
    in the clause's name: what is due and what is paid, zeros where there is nothing."""
    paid = pay_benefits(clause, case, component)
    keys = due.select(KEYS).union(paid.filter(paid.own_lines > 0).select(KEYS)).distinct()
    whole = keys.left_join(due, KEYS).drop(*NAMED).left_join(paid, KEYS).drop(*NAMED)
    return case.records.keep(whole.mutate(**{name: whole[name].fill_null(0) for name in NUMBERS}))


def is_short(whole: ir.Table, due: str = "due_minor") -> ir.BooleanValue:
    """Less is paid, under all clauses of the type together, than this one gives (the column ``due``)."""
    return whole.paid_minor < whole[due]


def is_wrong(whole: ir.Table, due: str = "due_minor") -> ir.BooleanValue:
    """A line names this clause and is not what it gives, once."""
    return (whole.paid_minor >= whole[due]) & (whole.own_lines > 0) & (
        (whole.own_minor != whole[due]) | (whole.own_lines > 1))


def find_faults(whole: ir.Table, *more: str) -> ir.Table:
    """Faults of such rows, which have first_id and last_id (events); ``more`` are further numbers to tell."""
    numbers = ("period", *NUMBERS, *more)
    return stack(*(fault(whole.filter(holds(whole)), ground, order=None, events=("first_id", "last_id"),
                         lines="line_ids", numbers=numbers)
                   for ground, holds in (("short", is_short), ("wrong", is_wrong))))
