"""Orders as they were sent: each push with what its order is, and what of it is more than a limit allows."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, fault, lacking

FACTS = ("distance_m", "weight_g", "floor", "district_id", "ready_estimate_s", "created_id")


def list_pushes(clause: Clause, case: Case) -> ir.Table:
    """Pushes that the clause concerns: event_id, worker_id, order_id, day_s, at_s, and of the order ``FACTS``.

    An order that nobody placed has no facts; the check of the records names it.
    """
    pushes = case.limit(clause, case.records.of_kind("pushed")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s")
    return pushes.left_join(case.records.orders.select("order_id", *FACTS), "order_id").drop("order_id_right")


def find_beyond(pushes: ir.Table, ground: str, fact: str, most: int | None) -> list[ir.Table]:
    """Breaches: pushes of orders of which a fact is above ``most``; none where no limit is stated."""
    if most is None:
        return []
    over = pushes.filter(pushes[fact] > most)
    return [fault(over, ground, events=("event_id",), numbers=(fact,))]


def find_unknown(pushes: ir.Table, fact: str, most: int | None) -> list[ir.Table]:
    """Pushes of orders of which a fact that is limited is unknown."""
    if most is None:
        return []
    return [lacking(pushes.filter(pushes[fact].isnull()), f"events.{fact}", events=("event_id",))]


def find_none(case: Case, field: str) -> ir.Table:
    """One row that says: the log holds nothing of this kind, so of nobody can anything be said."""
    first = case.records.events.filter(case.records.events.event_id == 1)
    return lacking(first, field, worker=None, order=None)
