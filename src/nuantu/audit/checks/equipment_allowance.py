"""P23 equipment_allowance: each delivered order has its amount for own equipment."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.dues import compare_dues, list_order_units, write_grounds
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Each delivery is paid the amount, once."""
    done = case.limit(clause, case.spells.deliveries)
    units = list_order_units(clause, case, done.mutate(due_minor=clause.int_param("amount")), done, "equipment")
    return Query(unit="order", units=units, breaches=compare_dues(units, told=(), order=True),
                 grounds=write_grounds("for the delivery"))
