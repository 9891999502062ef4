"""P06: an amount for a heavy order, and one for a high storey."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Offer, Offerable, Pay

Ints = NDArray[np.int64]


def find_tier_amounts(tiers: tuple[tuple[int, ...], ...], measured: Ints) -> Ints:
    """Minor units of the last tier that each measure reaches; 0 below the first and for what is unknown (-1)."""
    if not tiers:
        return np.zeros(len(measured), np.int64)
    bounds, amounts = (np.array(column, np.int64) for column in zip(*tiers, strict=True))
    reached: Ints = np.r_[0, amounts][np.searchsorted(bounds, measured, side="right")]
    return np.where(measured < 0, 0, reached)


def settle_difficulty(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order, from its creation to its delivery; what the log does not say pays nothing."""
    done = facts.deliveries
    covered = facts.covers(clause, done.worker, done.delivered_s)
    created = done.created_event[covered] - 1
    amount = (find_tier_amounts(clause.tiers_param("weights"), facts.log.ints("weight_g", created))
              + find_tier_amounts(clause.tiers_param("floors"), facts.log.ints("floor", created)))
    subject = done.subject(done.created_event, done.delivered_event).take(covered)
    return write_lines(clause, "worker_pay", "difficulty", subject, np.ones(len(amount), np.int64),
                       Rate(amount, 1, "order"), facts.log.currency)


def offer_difficulty(clause: Clause, day: Offerable) -> Offer:
    """The same part before acceptance: it hangs on the order alone."""
    amounts = (find_tier_amounts(clause.tiers_param("weights"), day.weight_g)
               + find_tier_amounts(clause.tiers_param("floors"), day.floor)).tolist()

    def offer(order_row: int, at_s: int) -> tuple[tuple[str, int], ...]:
        del at_s
        return (("difficulty", amounts[order_row]),) if amounts[order_row] else ()

    return offer


DIFFICULTY_PREMIUM = Pay("order", settle_difficulty, offer_difficulty)
