"""C01: the platform owes the insurer an amount for each delivered order; it is never the worker's money."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Pay


def settle_premium(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order on the account ``injury_premium``, resting on its delivery alone."""
    done = facts.deliveries
    covered = facts.covers(clause, done.worker, done.delivered_s)
    subject = done.subject(done.delivered_event, done.delivered_event).take(covered)
    return write_lines(clause, "injury_premium", "premium", subject, np.ones(int(covered.sum()), np.int64),
                       Rate(clause.int_param("amount"), 1, "order"), facts.log.currency)


INJURY_PREMIUM = Pay("order", settle_premium)
