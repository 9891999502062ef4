"""Working time reaches a mark to the second at which a plain count says so."""

from __future__ import annotations

import numpy as np

from nuantu.replay.month.marks import Mark, find_shown
from nuantu.replay.month.plan import MonthPlan
from nuantu.replay.month.shifts import draw_shifts
from nuantu.replay.month.trips import Trips, draw_trips

PLAN = MonthPlan(riders=12, orders=6000, days=21, buckets=1, seed=9)
MARKS = (Mark("reminder_shown", "remind", 6 * 3600, 3600, 100), Mark("continue_confirmed", "ask", 7 * 3600, 0, 100))


def count_slowly(trips: Trips) -> list[tuple[int, int, int, int]]:
    """Second by second over the union of intervals: mark, shift, moment, working time."""
    found = []
    for shift in np.unique(trips.shift).tolist():
        own = trips.shift == shift
        spans = list(zip(trips.accepted_s[own].tolist(), trips.delivered_s[own].tolist(), strict=True))
        begin, end = min(a for a, _ in spans), max(b for _, b in spans)
        busy = np.zeros(end - begin, bool)
        for accepted, delivered in spans:
            busy[accepted - begin:delivered - begin] = True
        worked = np.cumsum(busy) * 1100 // 1000
        for number, mark in enumerate(MARKS):
            targets = [mark.first_s] if not mark.every_s else range(mark.first_s, 16 * 3600, mark.every_s)
            for target in targets:
                reached = np.flatnonzero(worked >= target)
                if len(reached):
                    found.append((number, shift, begin + int(reached[0]) + 1, target))
    return sorted(found)


def test_marks_are_reached_when_a_plain_count_says_so() -> None:
    """Every reminder and confirmation of some hundred shifts."""
    chance = np.random.default_rng(4)
    trips = draw_trips(draw_shifts(PLAN, 0, chance), np.array(PLAN.midnights_s(), np.int64), chance)

    shown = find_shown(MARKS, trips)

    columns = (shown.mark, shown.shift, shown.at_s, shown.worked_s)
    found = sorted(zip(*(column.tolist() for column in columns), strict=True))
    assert found == count_slowly(trips)
    assert len(found) > 50
