"""Whole texts go to the group they are like, or with their like to a new one."""

from __future__ import annotations

import numpy as np

from nuantu.deliberation.needs.likeness import find_middles, place_loose
from nuantu.deliberation.needs.need import Need

GUARD = [Need("a", "写字楼保安不让骑手进门"), Need("b", "大厦门口保安拦着不给进")]
POWER = [Need("c", "换电柜里老是没有电池"), Need("d", "换电柜又没电池了")]


def test_like_goes_to_like() -> None:
    more = Need("e", "办公楼的保安又不让外卖骑手进去")
    assert place_loose([more], [GUARD, POWER]) == [[*GUARD, more], POWER]


def test_what_is_like_no_group_opens_one_with_its_like() -> None:
    assert place_loose(POWER, [GUARD]) == [GUARD, POWER]
    assert place_loose([*GUARD, *POWER], []) == [GUARD, POWER]


def test_nothing_loose_changes_nothing() -> None:
    assert place_loose([], [GUARD]) == [GUARD]


def test_the_middle_of_one_is_itself() -> None:
    middles = find_middles([GUARD[:1], GUARD])
    assert np.isclose(np.linalg.norm(middles[0]), 1, atol=1e-5)
    assert np.linalg.norm(middles[1]) < 1
