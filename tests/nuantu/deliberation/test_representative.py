"""What marks a group: likely inside, unlikely outside, and sure."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nuantu.deliberation.representative import MOST_TOLD, find_traits
from nuantu.deliberation.votes import AGREE, DISAGREE


def test_the_figures_of_a_trait() -> None:
    """18 of 20 inside, 4 of 30 outside agree."""
    counts = np.array([[[18, 1, 1]], [[4, 20, 6]]])
    trait = find_traits(counts, [0])[0][0]
    pooled = 24 / 52

    assert (trait.statement, trait.answer, trait.said, trait.seen) == (0, AGREE, 18, 20)
    assert (trait.share, trait.others) == (19 / 22, 5 / 32)
    assert trait.ratio == pytest.approx(19 / 22 / (5 / 32))
    assert trait.sureness == pytest.approx(2 * math.sqrt(21) * (19 / 21 - 0.5))
    assert trait.difference == pytest.approx(
        (19 / 21 - 5 / 31) / math.sqrt(pooled * (1 - pooled) * (1 / 21 + 1 / 31)))
    assert trait.is_sure


def test_the_other_group_is_known_by_its_refusal() -> None:
    """The likelier answer of each group counts."""
    counts = np.array([[[18, 1, 1]], [[4, 24, 2]]])

    assert [traits[0].answer for traits in find_traits(counts, [0])] == [AGREE, DISAGREE]


def test_what_all_say_marks_nobody() -> None:
    """Nothing is sure: the best single one is told, and that it is not sure."""
    counts = np.array([[[20, 0, 0], [10, 10, 0]], [[20, 0, 0], [9, 10, 1]]])
    told = find_traits(counts, [0, 1])

    assert [len(traits) for traits in told] == [1, 1]
    assert [trait.is_sure for traits in told for trait in traits] == [False, False]


def test_no_more_than_five_and_only_what_may_be_shown() -> None:
    """The most telling first; a statement nobody of the group saw is none of its traits."""
    counts = np.array([[[20 - place, place, 0] for place in range(9)], [[1, 20, 0]] * 9])
    counts[0, 8] = 0
    told = find_traits(counts, [0, 2, 3, 4, 5, 6, 7, 8])[0]

    assert [trait.statement for trait in told] == [0, 2, 3, 4, 5]
    assert len(told) == MOST_TOLD
    assert find_traits(counts, [8])[0] == []
