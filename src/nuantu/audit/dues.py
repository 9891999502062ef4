"""What a clause gives for orders or periods, set against what the ledger pays, with the figures that decided."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault, stack

ORDER = ("worker_id", "order_id")
PERIOD = ("worker_id", "period")
#: The column of a delivery that a clause's word for the deciding moment names.
MOMENTS: Mapping[str, str] = MappingProxyType({"accepted": "accept_s", "delivered": "deliver_s"})


def gather_paid(clause: Clause, case: Case, keys: tuple[str, ...], components: tuple[str, ...]) -> ir.Table:
    """Lines of worker_pay by keys (``ORDER`` or ``PERIOD``): ``paid_minor`` under any clause of this type in force,
    ``own_minor`` and ``own_lines`` under this one, ``line_ids``."""
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.component.isin(components),
                          ledger.clause_id.isin(case.ids_of_type(clause)))
    lines = lines.filter(lines.order_id.notnull() if keys == ORDER else lines.order_id.isnull())
    own = lines.clause_id == clause.id
    return case.records.keep(lines.group_by(list(keys)).agg(
        paid_minor=lines.amount_minor.sum(), own_minor=own.ifelse(lines.amount_minor, 0).sum(),
        own_lines=own.cast("int64").sum(), line_ids=lines.line_id.collect()))


def add_paid(paid: ir.Table, due: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """Rows of what is due with what was paid for them; nothing where there are no lines."""
    joined = due.left_join(paid, list(keys)).drop(*(f"{key}_right" for key in keys))
    return joined.mutate(**{name: joined[name].fill_null(0) for name in ("paid_minor", "own_minor", "own_lines")})


def compare_dues(due: ir.Table, *, told: tuple[str, ...], lines: int = 1, order: bool = False) -> ir.Table:
    """Faults of rows (worker_id, order_id where ``order``, first_id, last_id, due_minor and what ``add_paid`` adds) of
    which too little is paid under all clauses of the type together, or something else than this one gives in its name.

    ``lines`` is how many lines this clause may write for a row; ``told`` are further numbers of the arithmetic.
    """
    short = due.filter(due.paid_minor < due.due_minor)
    wrong = due.filter(due.paid_minor >= due.due_minor, due.own_lines > 0,
                       (due.own_minor != due.due_minor) | (due.own_lines > lines))
    numbers = (*told, "due_minor", "paid_minor", "own_minor", "own_lines")
    return stack(*(fault(rows, ground, order="order_id" if order else None, events=("first_id", "last_id"),
                         lines="line_ids", numbers=numbers)
                   for ground, rows in (("short", short), ("wrong", wrong))))


def write_grounds(head: str) -> Mapping[str, str]:
    """The arithmetic of both faults, after how the due comes about."""
    return {"short": f"{head} = due_minor {{due_minor}}; paid_minor {{paid_minor}}",
            "wrong": f"{head} = due_minor {{due_minor}}; own_minor {{own_minor}} in {{own_lines}} lines"}


def sum_order_pay(case: Case, components: frozenset[str], name: str = "normal_minor") -> ir.Table:
    """Pay of orders in these components: worker_id, order_id and the sum under this name."""
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.order_id.notnull(),
                          ledger.component.isin(sorted(components)))
    return lines.group_by("worker_id", "order_id").agg(**{name: lines.amount_minor.sum()})


def add_order_pay(case: Case, orders: ir.Table, components: frozenset[str], name: str = "normal_minor") -> ir.Table:
    """Orders (worker_id, order_id) with their pay in these components; 0 where there is none."""
    paid = sum_order_pay(case, components, name)
    joined = orders.left_join(paid, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    return joined.mutate(**{name: joined[name].fill_null(0)})


def sum_worker_pay(case: Case, components: frozenset[str], days: ir.Table) -> ir.Table:
    """Pay of workers in these components over periods: worker_id, period, included_minor.

    ``days`` says to which period (the ledger's name of it) each local ``day`` belongs.
    """
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.component.isin(sorted(components)))
    dated = lines.select("worker_id", "amount_minor", day="period").inner_join(days.select("day", "period"), "day")
    return dated.group_by("worker_id", "period").agg(included_minor=dated.amount_minor.sum())


def list_order_units(clause: Clause, case: Case, concerned: ir.Table, done: ir.Table,
                     *components: str) -> ir.Table:
    """Deliveries that are concerned (with due_minor), and others of ``done`` that are paid for in the clause's name
    (due nothing), each with what is paid."""
    paid = gather_paid(clause, case, ORDER, components)
    named = paid.filter(paid.own_lines > 0)
    other = done.anti_join(concerned, "deliver_id").semi_join(named, list(ORDER))
    other = other.mutate(**{name: ibis.literal(0, kind) for name, kind in concerned.schema().items()
                            if name not in done.columns})
    whole = concerned.union(other.select(*concerned.columns))
    return case.records.keep(add_paid(paid, whole.mutate(first_id=whole.accept_id, last_id=whole.deliver_id), ORDER))
