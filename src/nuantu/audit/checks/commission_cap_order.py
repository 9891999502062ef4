"""P13 commission_cap_order: what was kept of a fare beyond the cap came back with the order."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.fares import keep_share, sum_fares
from nuantu.audit.pay import GROUNDS, compare_orders
from nuantu.audit.query import Case, Query, lacking


def check(clause: Clause, case: Case) -> Query:
    """Each delivered order with a commission has the excess over the cap returned, no more and no less."""
    units = sum_fares(clause, case)
    known = units.filter(units.fare_minor.notnull())
    excess = known.commission_minor - keep_share(clause, known.fare_minor)
    due = known.mutate(due_minor=ibis.greatest(excess, 0))
    return Query(
        unit="order", units=units, grounds=GROUNDS,
        breaches=compare_orders(clause, case, due, "worker_pay", "commission_refund"),
        missing=lacking(units.filter(units.fare_minor.isnull()), "events fare_line (passenger_fare)",
                        events=("deliver_id",)),
    )
