"""What unites and what splits."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.deliberation.bridges import find_bridges, find_rifts
from nuantu.deliberation.votes import AGREE, DISAGREE

#: Two groups: all agree; all refuse; they part; the small group was hardly asked.
COUNTS = np.array([[[90, 5, 5], [5, 90, 5], [80, 10, 10], [90, 0, 0]], [[16, 2, 2], [2, 17, 1], [2, 17, 1], [2, 0, 0]]])


def test_a_bridge_is_crossed_by_more_than_half_of_every_group() -> None:
    """Agreement and refusal alike, the widest first; what a group hardly saw is no bridge."""
    told = find_bridges(COUNTS, range(4))

    assert [(one.statement, one.answer) for one in told] == [(1, DISAGREE), (0, AGREE)]
    assert told[0].consensus == (91 * 18) / (102 * 22)
    assert told[1].least == pytest.approx(0.8)


def test_a_rift_has_agreement_on_one_side_only() -> None:
    """Who agrees most and least, and how far apart they are."""
    told = find_rifts(COUNTS, range(4))

    assert [(one.statement, one.most, one.least) for one in told] == [(2, 0, 1)]
    assert told[0].gap == pytest.approx(81 / 102 - 3 / 22)


def test_what_may_not_be_shown_is_not_told() -> None:
    """And one group alone has no rift."""
    assert find_bridges(COUNTS, [2]) == []
    assert find_rifts(COUNTS, [0, 1]) == []
    assert find_rifts(COUNTS[:1], range(4)) == []
