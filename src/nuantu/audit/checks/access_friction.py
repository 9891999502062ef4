"""D06 access_friction: orders to compounds that are hard to enter get more time."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.promises import hold_for_all, sum_extended
from nuantu.audit.query import Case, Need, Query, fault
from nuantu.audit.tables import list_rows


def check(clause: Clause, case: Case) -> Query:
    """Before its delivery each such order is given the time of its compound, or of any gate."""
    due = case.records.keep(_find_due(clause, case))
    joined = due.left_join(sum_extended(case, "access"), "order_id").drop("order_id_right")
    whole = joined.mutate(given_s=joined.given_s.fill_null(0))
    return Query(
        unit="order", units=due, needs=(Need(("created",), "compound_id"),),
        breaches=fault(whole.filter(whole.given_s < whole.due_s), "short", worker=None,
                       events=("source_id", "given_id"), numbers=("compound_id", "due_s", "given_s")),
        grounds={"short": "{compound_id}: added_s {given_s} < due_s {due_s}"},
    )


def _find_due(clause: Clause, case: Case) -> ir.Table:
    """Orders that get more: order_id, compound_id, due_s, source_id."""
    stated = list_rows({"compound_id": "string", "due_s": "int64"}, sorted(clause.map_param("added").items()))
    placed = hold_for_all(clause, case, case.records.add_day(case.records.orders, "placed_s"))
    placed = placed.select("order_id", "compound_id", source_id="created_id")
    taken = case.spells.engaged.select("order_id").distinct()
    listed = placed.semi_join(taken, "order_id").inner_join(stated, "compound_id").select(
        "order_id", "compound_id", "due_s", "source_id")
    held_s = clause.optional_int("gate")
    if held_s is None:
        return listed
    gates = hold_for_all(clause, case, case.records.of_kind("arrived_gate"))
    held = gates.group_by("order_id").agg(source_id=gates.event_id.min(), compound_id=gates.compound_id.min())
    held = held.anti_join(listed, "order_id").mutate(due_s=held_s)
    held = held.mutate(due_s=held.due_s.cast("int64"))
    return listed.union(held.select(*listed.columns))
