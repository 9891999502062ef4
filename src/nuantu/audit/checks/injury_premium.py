"""C01 injury_premium: one premium for each completed order."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.pay import GROUNDS, compare_orders
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Each delivery has one line of the agreed premium in the insurer's account."""
    units = case.limit(clause, case.spells.deliveries).mutate(
        due_minor=ibis.literal(clause.int_param("amount"), "int64"))
    return Query(unit="order", units=units, grounds=GROUNDS,
                 breaches=compare_orders(clause, case, units, "injury_premium", "premium"))
