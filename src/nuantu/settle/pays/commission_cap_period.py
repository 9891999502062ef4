"""P14: what was kept of a month's fares beyond the cap comes back to those who drove enough."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.fares import Fares, keep_share, read_fares
from nuantu.settle.hours import make_subject
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.worktime import Counted


def settle_months(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a worker and whole month whose mean commission exceeds the cap."""
    fares = read_fares(clause, facts)
    return join_lines([_settle_month(clause, facts, month, fares) for month in list_periods(facts.log, "month")])


def _settle_month(clause: Clause, facts: DayFacts, month: Period, fares: Fares) -> pa.Table:
    done = facts.deliveries
    inside = (done.delivered_s[fares.row] >= month.begin_s) & (done.delivered_s[fares.row] < month.end_s)
    worker, row = done.worker[fares.row[inside]], fares.row[inside]
    returned = facts.earned.sum_by_order(("commission_refund",))[done.order[row]]
    count = len(facts.log.worker_ids)
    orders, fare, kept = (np.zeros(count, np.int64) for _ in range(3))
    first, last = np.full(count, facts.log.events.num_rows, np.int64), np.zeros(count, np.int64)
    np.add.at(orders, worker, 1)
    np.add.at(fare, worker, fares.fare_minor[inside])
    np.add.at(kept, worker, fares.commission_minor[inside] - returned)
    np.minimum.at(first, worker, fares.first_event[inside])
    np.maximum.at(last, worker, fares.last_event[inside])
    allowed = keep_share(clause, fare)
    over = np.flatnonzero((orders >= clause.int_param("least_orders")) & (orders > 0) & (kept > allowed))
    ends = Counted(np.arange(count), np.zeros(count, np.int64), np.minimum(first, last), last)
    return write_lines(clause, "worker_pay", "commission_refund_month", make_subject(facts, ends, over, month.last),
                       kept[over], Rate(1, 1, "minor"), facts.log.currency, allowed[over])


COMMISSION_CAP_PERIOD = Pay("month", settle_months)
