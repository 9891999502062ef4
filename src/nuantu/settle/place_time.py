"""Counted time by the floor of the place of the order in hand, for those who cross a wage district in one shift."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import refuse_undefined
from nuantu.settle.worktime import (
    Counted,
    Intervals,
    WorktimeTerms,
    count_engaged,
    count_intervals,
    find_engaged,
    find_holdings,
    intersect,
    unite,
)

Ints = NDArray[np.int64]
#: Floors from the highest down, each with the spells during which an order of that floor or a higher one was in hand.
Levels = tuple[tuple[int, Intervals], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Counted time of workers with the floors that it has.

    ``product`` is the sum over the counted seconds of their floors (minor units an hour); ``floor_minor`` the floor
    where all of them have one and the same, else 0.
    """

    counted: Counted
    product: Ints
    floor_minor: Ints


def find_levels(clause: Clause, facts: DayFacts) -> Levels:
    """The floors of the orders' places (``created.place_code``) and when each was in hand.

    Raises AgreementError for a clause by online time: time without an order has no place.
    """
    if clause.word_param("base") == "online":
        raise AgreementError(
            f"clause {clause.id} (hourly_floor) counts time online by the place of the order in hand, and time without "
            "an order has no place", fix="count engaged time or working time, or take the registered place")
    held, engaged = find_holdings(facts.log), find_engaged(facts.log)
    created = facts.log.rows("created")
    codes, places = facts.log.words("place_code", created)
    by_place = np.array([*(clause.for_place("floor", place) or 0 for place in places),
                         clause.for_place("floor", None) or 0], np.int64)
    floor_of = np.zeros(len(facts.log.order_ids), np.int64)
    floor_of[facts.log.order[created]] = by_place[codes]
    floors = floor_of[held.order]
    return tuple((int(level), unite(engaged.take(floors >= level))) for level in np.unique(floors[floors > 0])[::-1])


def weigh_by_place(clause: Clause, facts: DayFacts, levels: Levels, window: tuple[int, int]) -> Weighed:
    """Counted time of a local day (UTC seconds of its bounds), each second at the highest floor in hand."""
    whole = count_engaged(facts.spells, *window)
    count = len(facts.log.worker_ids)
    reached, seconds, product, floor, kinds = (np.zeros(count, np.int64) for _ in range(5))
    terms = facts.worktime_at(window[0]) if clause.word_param("base") == "worktime" else None
    if terms is not None:
        refuse_undefined(clause, facts, terms, whole.worker, window[0])
    for level, spells in levels:
        inside = _count_spells(facts, spells, terms, window)
        own, reached = inside - reached, inside
        if terms is not None:
            own = own * (1000 + terms.allowance_pm) // 1000
        seconds, product, kinds = seconds + own, product + own * level, kinds + (own > 0)
        floor = np.where(own > 0, level, floor)
    who = whole.worker
    counted = Counted(who, seconds[who], whole.first_event, whole.last_event)
    return Weighed(counted, product[who], np.where(kinds == 1, floor, 0)[who])


def _count_spells(facts: DayFacts, spells: Intervals, terms: WorktimeTerms | None, window: tuple[int, int]) -> Ints:
    """Seconds of each worker code inside the window, less long rests where working time is counted."""
    inside = np.zeros(len(facts.log.worker_ids), np.int64)
    counted = count_intervals(spells.clip(*window))
    inside[counted.worker] = counted.seconds
    if terms is None:
        return inside
    spell, begin, end = intersect(facts.spells.engaged, facts.spells.rests)
    who = facts.spells.engaged.worker[spell]
    long = end - begin >= terms.exclude_rest_s[who]
    nothing = np.zeros(int(long.sum()), np.int64)
    row, begin, end = intersect(spells, Intervals(who[long], begin[long], end[long], nothing, nothing))
    cut = np.minimum(end, window[1]) - np.maximum(begin, window[0])
    np.subtract.at(inside, spells.worker[row], np.maximum(cut, 0))
    return inside
