"""What the ledger pays, set against what a clause gives: sums by order and the comparison of the two."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault, stack

GROUNDS = {
    "short": "paid_minor {paid_minor} < due_minor {due_minor} ({component})",
    "wrong": "in its name paid_minor {own_minor} in {own_lines} lines != due_minor {due_minor} ({component})",
}


def pay_by_order(clause: Clause, case: Case, account: str, components: tuple[str, ...]) -> ir.Table:
    """Ledger sums by worker_id and order_id: ``paid_minor`` under any clause of this type in force, ``own_minor`` and
    ``own_lines`` under this one."""
    lines = _list_lines(clause, case, account, components)
    own = lines.clause_id == clause.id
    return lines.group_by("worker_id", "order_id").agg(
        paid_minor=lines.amount_minor.sum(),
        own_minor=own.ifelse(lines.amount_minor, 0).sum(),
        own_lines=own.cast("int64").sum(),
    )


def add_line_ids(rows: ir.Table, clause: Clause, case: Case, account: str, components: tuple[str, ...]) -> ir.Table:
    """Rows (worker_id, order_id and more), few of them, with ``line_ids``, the lines that ``pay_by_order`` sums."""
    keys = ["worker_id", "order_id"]
    few = case.records.keep(rows)
    lines = _list_lines(clause, case, account, components).semi_join(few, keys)
    listed = lines.group_by(keys).agg(line_ids=lines.line_id.collect())
    return few.left_join(listed, keys).drop("worker_id_right", "order_id_right")


def _list_lines(clause: Clause, case: Case, account: str, components: tuple[str, ...]) -> ir.Table:
    ledger = case.records.ledger
    return ledger.filter(ledger.account == account, ledger.component.isin(components),
                         ledger.order_id.notnull(), ledger.clause_id.isin(case.ids_of_type(clause)))


def compare_orders(
    clause: Clause, case: Case, due: ir.Table, account: str, *components: str,
    grounds: tuple[str, ...] = ("short", "wrong"),
) -> ir.Table:
    """Faults of deliveries (worker_id, order_id, accept_id, deliver_id, due_minor) of which the ledger pays too little,
    or something else than the clause gives in its name; ``grounds`` says which of the two to look for.

    Two clauses of one type may cover an order; the better one pays. So too little is less than this clause gives under
    all of them together, and a line that names this clause must be what this clause gives, once.
    """
    paid = pay_by_order(clause, case, account, components)
    joined = due.left_join(paid, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    whole = joined.mutate(
        paid_minor=joined.paid_minor.fill_null(0), own_minor=joined.own_minor.fill_null(0),
        own_lines=joined.own_lines.fill_null(0), component=ibis.literal(" + ".join(components)),
    )
    odd = add_line_ids(whole.filter(
        (whole.paid_minor < whole.due_minor)
        | ((whole.own_lines > 0) & ((whole.own_minor != whole.due_minor) | (whole.own_lines > 1)))
    ), clause, case, account, components)
    short = odd.filter(odd.paid_minor < odd.due_minor)
    wrong = odd.filter(odd.paid_minor >= odd.due_minor)
    numbers = ("due_minor", "paid_minor", "own_minor", "own_lines", "component")
    events = ("accept_id", "deliver_id")
    found = {"short": short, "wrong": wrong}
    return stack(*(fault(found[ground], ground, events=events, lines="line_ids", numbers=numbers)
                   for ground in grounds))
