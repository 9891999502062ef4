"""P18: an order that others cancel in a worker's hands is compensated, and the way ridden for it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.lines import Rate, Subject, join_lines, write_lines, write_periods
from nuantu.settle.pays.pay import Pay
from nuantu.settle.worktime import find_holdings

KILOMETRE_M = 1000


def settle_cancelled(clause: Clause, facts: DayFacts) -> pa.Table:
    """A line for each order cancelled in hand by one of ``by``, and one for the way where that is agreed and known."""
    log = facts.log
    held = find_holdings(log)
    ended = np.flatnonzero((held.end_row >= 0) & np.isin(held.end_row, log.rows("cancelled")))
    end, worker = held.end_row[ended], held.worker[ended]
    actor, actors = log.words("actor", end)
    lawful = [code for code, word in enumerate(actors) if word in clause.words_param("by")]
    kept = np.isin(actor, lawful) & facts.covers(clause, worker, log.at_s[end])
    ended, end, worker = ended[kept], end[kept], worker[kept]
    days = log.days()
    day = np.searchsorted(np.array([begin for _, begin, _ in days]), log.at_s[end], side="right") - 1
    subject = Subject(pa.array(log.worker_ids, pa.string()).take(pa.array(worker)),
                      pa.array(log.order_ids, pa.string()).take(pa.array(held.order[ended])),
                      write_periods([one for one, _, _ in days], day), held.accept_row[ended] + 1, end + 1)
    flat = write_lines(clause, "worker_pay", "cancel_comp", subject, np.ones(len(end), np.int64),
                       Rate(clause.int_param("amount"), 1, "order"), log.currency)
    rate = clause.optional_int("per_km")
    if rate is None:
        return flat
    metres = np.maximum(log.ints("distance_m", end), 0)
    way = write_lines(clause, "worker_pay", "cancel_distance", subject, metres,
                      Rate(rate, KILOMETRE_M, "metre", read_rounding(clause)), log.currency)
    return join_lines((flat, way))


CANCEL_RETURN_COMP = Pay("order", settle_cancelled)
