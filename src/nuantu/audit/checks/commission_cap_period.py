"""P14 commission_cap_period: what was kept of a month's fares beyond the cap came back."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.fares import keep_share, sum_fares
from nuantu.audit.months import add_month, keep_whole
from nuantu.audit.periods import GROUNDS, MONTH, compare_periods
from nuantu.audit.query import Case, Query, lacking


def check(clause: Clause, case: Case) -> Query:
    """Each worker's whole month with enough orders has the excess of its mean over the cap returned.

    What came back order by order is taken off the commission first. A month of which the log lacks days is no unit.
    """
    orders = add_month(case, sum_fares(clause, case))
    whole = case.records.keep(keep_whole(case, orders))
    keys = ["worker_id", "month"]
    sums = whole.group_by(keys).agg(
        orders=whole.count(), fare_minor=whole.fare_minor.sum(), commission_minor=whole.commission_minor.sum(),
        fareless=whole.fare_minor.isnull().cast("int64").sum(), first_id=whole.first_id.min(),
        last_id=whole.last_id.max())
    joined = sums.left_join(_sum_returned(case, whole), keys).drop("worker_id_right", "month_right")
    kept = joined.commission_minor - joined.returned_minor.fill_null(0)
    enough = joined.orders >= clause.int_param("least_orders")
    excess = ibis.greatest(kept - keep_share(clause, joined.fare_minor.fill_null(0)), 0)
    units = case.records.keep(joined.mutate(due_minor=enough.ifelse(excess, 0), period=joined.month))
    known = units.filter(units.fareless == 0)
    return Query(
        unit="worker_month", units=units, grounds=GROUNDS,
        breaches=compare_periods(clause, case, known, "worker_pay", "commission_refund_month", length=MONTH),
        missing=lacking(units.filter(units.fareless > 0), "events fare_line (passenger_fare)", order=None,
                        events=("first_id", "last_id")),
    )


def _sum_returned(case: Case, orders: ir.Table) -> ir.Table:
    """What came back with these orders: worker_id, month, returned_minor."""
    ledger = case.records.ledger
    lines = ledger.filter(ledger.account == "worker_pay", ledger.component == "commission_refund")
    own = orders.select("worker_id", "order_id", "month").inner_join(
        lines.select("worker_id", "order_id", "amount_minor"), ["worker_id", "order_id"])
    return own.group_by("worker_id", "month").agg(returned_minor=own.amount_minor.sum())
