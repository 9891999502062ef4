"""P21: a base amount for each delivered order, and an amount by the band in which its distance lies."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.agreement.clauses.weekday_distance_band import WEEKDAYS
from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.local_time import find_weekdays
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


def find_base_amounts(clause: Clause, weekday: Ints) -> Ints:
    """Minor units of the base on each weekday (0 for Monday)."""
    named = {} if clause.params["weekdays"] is None else clause.map_param("weekdays")
    by_day = np.array([named.get(word, clause.int_param("base")) for word in WEEKDAYS], np.int64)
    amounts: Ints = by_day[weekday]
    return amounts


def settle_bands(clause: Clause, facts: DayFacts) -> pa.Table:
    """A base line from acceptance to delivery, a distance line from the order's creation to its delivery."""
    done = facts.deliveries
    covered = facts.covers(clause, done.worker, done.delivered_s)
    unmeasured = np.flatnonzero(covered & (done.distance_m < 0))
    if clause.bands_param("bands") and len(unmeasured):
        raise InputError(f"the order has no distance, and clause {clause.id} pays by distance", file="events.parquet",
                         line=int(done.created_event[unmeasured[0]]), field="distance_m",
                         fix="state the distance in the created event")
    quantity = np.ones(int(covered.sum()), np.int64)
    currency = facts.log.currency
    accepted = done.subject(done.accepted_event, done.delivered_event).take(covered)
    bases = find_base_amounts(clause, find_weekdays(facts.log, done.accepted_s[covered]))
    base = write_lines(clause, "worker_pay", "base", accepted, quantity, Rate(bases, 1, "order"), currency)
    created = done.subject(done.created_event, done.delivered_event).take(covered)
    amounts = find_band_amounts(clause, done.distance_m[covered])
    band = write_lines(clause, "worker_pay", "distance", created, quantity, Rate(amounts, 1, "order"), currency)
    return join_lines((base, band))


def offer_bands(clause: Clause, day: Offerable) -> Offer:
    """The same two parts before acceptance; the moment decides the weekday."""
    bases = find_base_amounts(clause, np.arange(len(WEEKDAYS))).tolist()
    bands = find_band_amounts(clause, day.distance_m).tolist()
    zone = ZoneInfo(day.tz)

    def offer(order_row: int, at_s: int) -> tuple[tuple[str, int], ...]:
        base = bases[datetime.fromtimestamp(at_s, zone).weekday()]
        return tuple((name, amount) for name, amount in (("base", base), ("distance", bands[order_row])) if amount)

    return offer


WEEKDAY_DISTANCE_BAND = Pay("order", settle_bands, offer_bands)
