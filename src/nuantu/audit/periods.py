"""What the ledger pays for days and months, set against what a clause gives."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault, stack

#: Characters of a ledger's period that name its day, and its month.
DAY = 10
MONTH = 7

GROUNDS = {
    "short": "paid_minor {paid_minor} < due_minor {due_minor} ({component})",
    "wrong": "in its name paid_minor {own_minor} in {own_lines} lines != due_minor {due_minor} ({component})",
}


def compare_periods(clause: Clause, case: Case, due: ir.Table, account: str, component: str, *,
                    length: int = DAY) -> ir.Table:
    """Faults of workers' periods (worker_id, period, first_id, last_id, due_minor) of which the ledger pays too little
    under all clauses of the type together, or something else than this clause gives in its name.

    ``period`` is as much of the ledger's period as ``length`` says: the whole ``DAY`` or its ``MONTH``.
    """
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == account, ledger.component == component, ledger.order_id.isnull(),
                          ledger.clause_id.isin(case.ids_of_type(clause)))
    lines = lines.mutate(period=lines.period.substr(0, length))
    own = lines.clause_id == clause.id
    keys = ["worker_id", "period"]
    paid = lines.group_by(keys).agg(
        paid_minor=lines.amount_minor.sum(), own_minor=own.ifelse(lines.amount_minor, 0).sum(),
        own_lines=own.cast("int64").sum(), line_ids=lines.line_id.collect())
    whole = due.left_join(paid, keys).drop("worker_id_right", "period_right")
    numbers = ("paid_minor", "own_minor", "own_lines")
    whole = whole.mutate(component=ibis.literal(component), **{name: whole[name].fill_null(0) for name in numbers})
    short = whole.filter(whole.paid_minor < whole.due_minor)
    wrong = whole.filter(whole.paid_minor >= whole.due_minor, whole.own_lines > 0,
                         (whole.own_minor != whole.due_minor) | (whole.own_lines > 1))
    told = ("due_minor", *numbers, "component")
    return stack(*(fault(rows, ground, order=None, events=("first_id", "last_id"), lines="line_ids", numbers=told)
                   for ground, rows in (("short", short), ("wrong", wrong))))
