"""Fares and commissions of delivered orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.rounding import round_quotients

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fares:
    """Delivered orders with a commission that a clause concerns.

    ``row`` are rows of the log's deliveries; amounts in minor units, the fare before or after coupons as the clause
    says; ``kept_minor`` is the share that may be kept of each; events are the first and last of these amounts.
    """

    row: Ints
    fare_minor: Ints
    commission_minor: Ints
    first_event: Ints
    last_event: Ints


def read_fares(clause: Clause, facts: DayFacts) -> Fares:
    """Sum the events about fare and commission order by order.

    Raises InputError for a delivered order that bears a commission and has no fare: no share of nothing can be kept.
    """
    log, done = facts.log, facts.deliveries
    rows = log.rows("fare_line", "commission_line")
    taken = np.isin(rows, log.rows("commission_line"))
    part, parts = log.words("component", rows)
    fare, coupon = (~taken & _is_part(part, parts, word) for word in ("passenger_fare", "coupon"))
    bears = (taken | fare | coupon) & (log.order[rows] >= 0)
    rows, taken, fare, coupon = rows[bears], taken[bears], fare[bears], coupon[bears]
    amount, order = log.ints("amount_minor", rows, null=0), log.order[rows]
    signed = np.where(fare, amount, 0)
    if clause.word_param("denominator") == "after_coupons":
        signed = signed - np.where(coupon, amount, 0)
    count = len(log.order_ids)
    fares, takings, fared, took = (np.zeros(count, np.int64) for _ in range(4))
    first, last = np.full(count, log.events.num_rows, np.int64), np.zeros(count, np.int64)
    np.add.at(fares, order, signed)
    np.add.at(takings, order, np.where(taken, amount, 0))
    np.add.at(fared, order, fare)
    np.add.at(took, order, taken)
    np.minimum.at(first, order, rows + 1)
    np.maximum.at(last, order, rows + 1)
    row = np.flatnonzero((took[done.order] > 0) & facts.covers(clause, done.worker, done.delivered_s))
    code = done.order[row]
    bare = np.flatnonzero(fared[code] == 0)
    if len(bare):
        raise InputError(f"the order bears a commission and has no fare, and clause {clause.id} caps its share",
                         file="events.parquet", line=int(last[code[bare[0]]]), field="component",
                         fix="state the fare in a fare_line of component passenger_fare")
    return Fares(row, fares[code], takings[code], first[code], last[code])


def _is_part(part: Ints, parts: tuple[str, ...], word: str) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = part == parts.index(word) if word in parts else np.zeros(len(part), bool)
    return found


def keep_share(clause: Clause, fare_minor: Ints) -> Ints:
    """What may be kept of each fare: round(fare x cap)."""
    return round_quotients(fare_minor * clause.int_param("cap"), 1000, read_rounding(clause))
