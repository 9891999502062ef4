"""P01: what a worker earned in a local day is lifted to so much for each counted hour."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, count_time, make_subject, read_rounding
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.place_time import Levels, Weighed, find_levels, weigh_by_place
from nuantu.settle.rounding import round_quotients

Ints = NDArray[np.int64]


def settle_floor(clause: Clause, facts: DayFacts) -> pa.Table:
    """A top-up line for each worker and local day whose included pay lies below counted time x floor.

    Raises AgreementError where the clause counts worktime of a worker for whom no worktime definition is in force, or
    time online by the place of orders.
    """
    levels = read_levels(clause, facts)
    return join_lines([_settle_day(clause, facts, levels, day, (begin_s, end_s))
                       for day, begin_s, end_s in facts.log.days()])


def read_levels(clause: Clause, facts: DayFacts) -> Levels | None:
    """Floors of the orders' places; None where the registered place decides."""
    return find_levels(clause, facts) if clause.word_param("place") == "order" else None


def _settle_day(clause: Clause, facts: DayFacts, levels: Levels | None, day: date, window: tuple[int, int]) -> pa.Table:
    weighed = weigh_day(clause, facts, levels, window)
    counted = weighed.counted
    holds = facts.covers(clause, counted.worker, np.full(len(counted.worker), window[0]))
    included = sum_included(clause, facts, day)[counted.worker]
    rounding = read_rounding(clause)
    due = round_quotients(weighed.product, HOUR_S, rounding)
    short = holds & (weighed.product > 0) & (due > included)
    parts = []
    for rows, quantity, rate, unit in (
        (np.flatnonzero(short & (weighed.floor_minor > 0)), counted.seconds, weighed.floor_minor, "second"),
        (np.flatnonzero(short & (weighed.floor_minor == 0)), weighed.product, np.ones_like(due), "minor_second"),
    ):
        parts.append(write_lines(clause, "worker_pay", "floor_topup", make_subject(facts, counted, rows, day),
                                 quantity[rows], Rate(rate[rows], HOUR_S, unit, rounding), facts.log.currency,
                                 included[rows]))
    return join_lines(parts)


def weigh_day(clause: Clause, facts: DayFacts, levels: Levels | None, window: tuple[int, int]) -> Weighed:
    """Counted time of a local day (UTC seconds of its bounds) with the floors that it has under the clause."""
    if levels is not None:
        return weigh_by_place(clause, facts, levels, window)
    counted = count_time(clause, facts, *window)
    floors = find_floors(clause, facts)[counted.worker]
    return Weighed(counted, counted.seconds * floors, floors)


def find_floors(clause: Clause, facts: DayFacts) -> Ints:
    """Floor of each worker in minor units an hour, by the registered work place; 0 for none."""
    roster = facts.roster
    by_trait = np.array([clause.for_place("floor", trait[3]) or 0 for trait in roster.traits], np.int64)
    if not len(by_trait):
        return by_trait
    floors: Ints = np.where(roster.covered_by(clause), by_trait[roster.of_worker], 0)
    return floors


def sum_included(clause: Clause, facts: DayFacts, day: date) -> Ints:
    """Settled pay of a local day that counts towards the floor, in minor units by worker code."""
    return facts.earned.sum_by_worker(clause.words_param("include"), day, day)


HOURLY_FLOOR = Pay("period", settle_floor)
