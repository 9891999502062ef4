"""Samples are drawn again from their seed, and their power is what is printed."""

from __future__ import annotations

import pytest

from nuantu.decisions.sample import DECISIONS, DECISIONS_SHARE, RECEIPTS, RECEIPTS_SHARE, Power, draw_sample


@pytest.mark.parametrize(("count", "share"), [(RECEIPTS, RECEIPTS_SHARE), (DECISIONS, DECISIONS_SHARE)])
def test_the_sizes_are_the_least_that_find_with_95_percent(count: int, share: float) -> None:
    """One fewer would fall below."""
    assert Power(count, 10**6, share).chance >= 0.95 > Power(count - 1, 10**6, share).chance


def test_a_sample_is_drawn_again_from_its_seed() -> None:
    """Different numbers, all below the population, the same each time; another seed gives others."""
    found = draw_sample("a", 1_000_000, 299)

    assert found == draw_sample("a", 1_000_000, 299)
    assert (len(set(found)), found == sorted(found), max(found) < 1_000_000) == (299, True, True)
    assert found != draw_sample("b", 1_000_000, 299)


def test_few_are_taken_whole_and_nothing_finds_nothing() -> None:
    """A sample of everything finds what is there; an empty one nothing."""
    assert draw_sample("a", 5, 299) == [0, 1, 2, 3, 4]
    assert (Power(5, 5, 0.01).chance, Power(0, 0, 0.01).chance, Power(0, 9, 0.01).chance) == (1.0, 0.0, 0.0)


def test_every_number_is_drawn_about_as_often() -> None:
    """Over 400 seeds of 25 out of 100 no number stands far from its hundred."""
    counts = [0] * 100
    for seed in range(400):
        for number in draw_sample(str(seed), 100, 25):
            counts[number] += 1

    assert min(counts) > 60
    assert max(counts) < 140
