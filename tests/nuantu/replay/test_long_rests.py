"""Work since the last long rest."""

from __future__ import annotations

from typing import Any

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import make_city, order, shift, worker

from nuantu.dispatch.lowering import lower
from nuantu.replay.long_rests import LongRests

HOUR = 3600
#: A moment as clocks know it: far from nought.
T = 100 * HOUR


def make_long(**params: Any) -> LongRests:
    """One worker under one clause: a rest of two hours after three, unless told otherwise."""
    day = make_city([order(0)], [worker(0)], [shift(0, 0)])
    clause = build_clause("long_rest", "L", **{"after": 3 * HOUR, "rest": 2 * HOUR, **params})
    return LongRests(lower([clause], day.workers, day.info.tz, day.info.date))


def test_work_adds_up_over_short_gaps_and_blocks_until_the_rest_is_over() -> None:
    """Two hours, a gap of one, one hour more: blocked from the third hour of work to two hours after its end."""
    long = make_long()
    long.start(0, 0)
    assert long.end(0, 2 * HOUR) == []
    long.start(0, 3 * HOUR)

    assert [long.blocks(at_s).tolist() for at_s in (4 * HOUR - 1, 4 * HOUR)] == [[-1], [0]]
    assert long.latest_push_s(3 * HOUR).tolist() == [4 * HOUR]
    assert long.end(0, 4 * HOUR + 60) == [("L", 3 * HOUR + 60, 2 * HOUR)]
    assert [long.blocks(at_s).tolist() for at_s in (6 * HOUR + 59, 6 * HOUR + 60)] == [[0], [-1]]


def test_a_gap_as_long_as_the_rest_starts_anew() -> None:
    """After two hours off, two hours of work are two and not four."""
    long = make_long()
    long.start(0, 0)
    long.end(0, 2 * HOUR)
    long.start(0, 4 * HOUR)

    assert long.end(0, 6 * HOUR) == []
    assert long.blocks(6 * HOUR).tolist() == [-1]


def test_all_caps_that_are_stated_must_be_reached() -> None:
    """Three hours of work and four online are not enough while a metre of the way is missing."""
    long = make_long(online=4 * HOUR, distance=10_000)
    long.come(0, T - HOUR)
    long.start(0, T)
    long.carry(0, 9_999)
    long.end(0, T + 3 * HOUR)
    assert long.blocks(T + 4 * HOUR).tolist() == [-1]

    long.start(0, T + 4 * HOUR)
    long.carry(0, 1)
    assert long.blocks(T + 4 * HOUR).tolist() == [0]


def test_time_online_counts_from_the_first_order_and_stands_still_offline() -> None:
    """Online for an hour before the first order, which does not count; offline for an hour between."""
    long = make_long(after=60, online=2 * HOUR)
    long.come(0, T - HOUR)
    long.start(0, T)
    long.end(0, T + 60)
    long.go(0, T + HOUR)
    long.come(0, T + HOUR + 1800)
    long.start(0, T + HOUR + 1800)

    assert [long.blocks(at_s).tolist() for at_s in (T + 2 * HOUR + 1799, T + 2 * HOUR + 1800)] == [[-1], [0]]
