"""The interval holds what it promises on synthetic days, and says nothing where it can say nothing."""

from __future__ import annotations

import pytest

from nuantu.whatif.coverage import SHAPES, simulate_coverage
from nuantu.whatif.interval import Effect, bound_mean, estimate_effect


def test_a_worked_interval() -> None:
    """Differences 1, 2, 3, 4, 5: mean 3, s = 1.5811, t(0.975, 4) = 2.7764, reach 1.9632."""
    low, high = bound_mean([1.0, 2.0, 3.0, 4.0, 5.0])

    assert (round(low, 4), round(high, 4)) == (1.0368, 4.9632)


def test_seeds_of_a_day_are_one_day() -> None:
    """Three seeds of one day and one of another weigh the same: days are averaged over seeds first."""
    effect = estimate_effect({"a": [(10, 11), (10, 13), (10, 12)], "b": [(20, 26)]})

    assert (effect.before, effect.after, effect.diff, effect.n_days) == (15.0, 19.0, 4.0, 2)
    assert effect.low is not None
    assert effect.high is not None
    assert effect.low < 4.0 < effect.high
    assert effect.high - 4.0 == pytest.approx(2 * 12.7062, rel=1e-4)  # s = 2.8284, over the root of 2 days


def test_one_day_has_no_interval_and_none_has_nothing() -> None:
    """With fewer than two days low and high are null."""
    assert estimate_effect({"a": [(1, 2), (1, 4)]}) == Effect(1.0, 3.0, 2.0, None, None, 1)
    assert estimate_effect({}) == Effect(None, None, None, None, None, 0)
    assert estimate_effect({"a": []}).n_days == 0


def test_the_order_of_days_changes_nothing() -> None:
    """The same days in another order give the same figures to the last bit."""
    pairs = {name: [(value, value * 1.1)] for name, value in zip("abcdef", (0.1, 7.3, 2.2, 9.9, 4.4, 5.1), strict=True)}

    assert estimate_effect(pairs) == estimate_effect(dict(reversed(pairs.items())))


@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.parametrize("days", [6, 24])
def test_intervals_cover_what_they_promise(shape: str, days: int) -> None:
    """Of 6,000 simulated trials 93 to 97 % of the intervals hold the true effect."""
    assert 0.93 <= simulate_coverage(shape, days, seeds=2, trials=6_000, seed=1) <= 0.97
