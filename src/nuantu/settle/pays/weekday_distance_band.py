"""P21: a base amount for each delivered order, and an amount by the band in which its distance lies."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Offer, Offerable, Pay

Ints = NDArray[np.int64]


def find_band_amounts(clause: Clause, distance_m: Ints) -> Ints:
    """Minor units of the first band whose bound each distance does not exceed; 0 where the clause has no bands."""
    bands = clause.bands_param("bands")
    if not bands:
        return np.zeros(len(distance_m), np.int64)
    upto_m, amount_minor = (np.array(column, np.int64) for column in zip(*bands, strict=True))
    amounts: Ints = np.r_[amount_minor, 0][np.searchsorted(upto_m, distance_m, side="left")]
    return amounts


def settle_bands(clause: Clause, facts: DayFacts) -> pa.Table:
    """A base line from acceptance to delivery, a distance line from the order's creation to its delivery."""
    done = facts.deliveries
    covered = facts.roster.covered_by(clause)[done.worker]
    unmeasured = np.flatnonzero(covered & (done.distance_m < 0))
    if clause.bands_param("bands") and len(unmeasured):
        raise InputError(f"the order has no distance, and clause {clause.id} pays by distance", file="events.parquet",
                         line=int(done.created_event[unmeasured[0]]), field="distance_m",
                         fix="state the distance in the created event")
    quantity = np.ones(int(covered.sum()), np.int64)
    currency = facts.log.currency
    accepted = done.subject(done.accepted_event, done.delivered_event).take(covered)
    base = write_lines(clause, "worker_pay", "base", accepted, quantity, Rate(clause.int_param("base"), 1, "order"),
                       currency)
    created = done.subject(done.created_event, done.delivered_event).take(covered)
    amounts = find_band_amounts(clause, done.distance_m[covered])
    band = write_lines(clause, "worker_pay", "distance", created, quantity, Rate(amounts, 1, "order"), currency)
    return join_lines((base, band))


def offer_bands(clause: Clause, day: Offerable) -> Offer:
    """The same two parts before acceptance: neither depends on the moment."""
    base = clause.int_param("base")
    parts = [tuple((name, amount) for name, amount in (("base", base), ("distance", band)) if amount)
             for band in find_band_amounts(clause, day.distance_m).tolist()]

    def offer(order_row: int, at_s: int) -> tuple[tuple[str, int], ...]:
        del at_s
        return parts[order_row]

    return offer


WEEKDAY_DISTANCE_BAND = Pay("order", settle_bands, offer_bands)
