"""Group-informed consensus, against fractions."""

from __future__ import annotations

import numpy as np
import pytest
from tests.nuantu.deliberation.made_votes import draw_rows, draw_votes
from tests.oracles.slow_deliberation import multiply_consensus, take_last

from nuantu.deliberation.consensus import compare_consensus, count_consensus
from nuantu.deliberation.votes import AGREE, DISAGREE, Statement, count_by_group


@pytest.mark.parametrize(("answer", "vote"), [(AGREE, 1), (DISAGREE, -1)])
def test_it_is_the_nearest_float_to_the_fraction(answer: int, vote: int) -> None:
    """Three groups, one voter in none, every statement, both answers."""
    words = {"voters": 40, "statements": 8, "groups": 3, "seed": 2}
    votes, member = draw_votes(**words)
    del member["5"]
    group = np.array([member.get(who, -1) for who in votes.voters])
    last = take_last(draw_rows(**words)[0])
    found = count_consensus(count_by_group(votes, group, 3), answer)

    assert found == [float(multiply_consensus(last, member, one.id, vote)) for one in votes.statements]


def test_a_worked_example() -> None:
    """8 of 10 and 3 of 4 agree, one of each passes: 9/12 times 4/6."""
    counts = np.array([[[8, 1, 1]], [[3, 0, 1]]])

    assert count_consensus(counts, AGREE) == [36 / 72]
    assert count_consensus(counts, DISAGREE) == [(2 * 1) / (12 * 6)]


def test_told_values_are_compared() -> None:
    """Those that tell none are not counted; the last bits may differ."""
    statements = [Statement("0", consensus=0.5), Statement("1"), Statement("2", consensus=0.25)]

    assert compare_consensus(statements, [0.5 + 1e-16, 0.1, 0.26]) == {"consensus": 2, "consensus_otherwise": 1}
