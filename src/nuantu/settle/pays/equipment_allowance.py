"""P23: an amount for own equipment with each delivered order."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Offer, Offerable, Pay


def settle_equipment(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order, resting on its delivery alone."""
    done = facts.deliveries
    covered = facts.covers(clause, done.worker, done.delivered_s)
    subject = done.subject(done.delivered_event, done.delivered_event).take(covered)
    return write_lines(clause, "worker_pay", "equipment", subject, np.ones(int(covered.sum()), np.int64),
                       Rate(clause.int_param("amount"), 1, "order"), facts.log.currency)


def offer_equipment(clause: Clause, day: Offerable) -> Offer:
    """The same part before acceptance: every order has it."""
    del day
    parts = (("equipment", clause.int_param("amount")),)

    def offer(order_row: int, at_s: int) -> tuple[tuple[str, int], ...]:
        del order_row, at_s
        return parts

    return offer


EQUIPMENT_ALLOWANCE = Pay("order", settle_equipment, offer_equipment)
