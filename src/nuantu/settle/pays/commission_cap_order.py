"""P13: what was kept of a fare beyond the cap comes back with the order."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.fares import keep_share, read_fares
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Pay


def settle_refund(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order whose commission exceeds the cap: the commission less the share that may be kept."""
    done = facts.deliveries
    fares = read_fares(clause, facts)
    kept = keep_share(clause, fares.fare_minor)
    over = np.flatnonzero(fares.commission_minor > kept)
    first, last = np.zeros(len(done.order), np.int64), np.zeros(len(done.order), np.int64)
    first[fares.row], last[fares.row] = fares.first_event, fares.last_event
    return write_lines(clause, "worker_pay", "commission_refund", done.subject(first, last).take(fares.row[over]),
                       fares.commission_minor[over], Rate(1, 1, "minor"), facts.log.currency, kept[over])


COMMISSION_CAP_ORDER = Pay("order", settle_refund)
