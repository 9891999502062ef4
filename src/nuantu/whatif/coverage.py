"""How often the interval holds the true effect, on made-up days whose effects are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from nuantu.whatif.interval import estimate_effect

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Floats]
#: The effect that is to be found, and how strongly seeds scatter beside days.
EFFECT, DAY_LEVEL, SEED_SPREAD = 0.5, 10.0, 0.7


def _draw_even(rng: np.random.Generator, count: int) -> Floats:
    return rng.normal(0, 1, count)


def _draw_heavy(rng: np.random.Generator, count: int) -> Floats:
    """A day now and then goes far astray: Student's t with five degrees of freedom."""
    return rng.standard_t(5, count)


def _draw_bounded(rng: np.random.Generator, count: int) -> Floats:
    return rng.uniform(-1, 1, count)


def _draw_skewed(rng: np.random.Generator, count: int) -> Floats:
    """Many days with little effect, few with much: a gamma distribution of shape 6."""
    drawn: Floats = (rng.gamma(6.0, 1.0, count) - 6.0) / 6.0**0.5
    return drawn


def _draw_mixed(rng: np.random.Generator, count: int) -> Floats:
    """Every third day another kind of day, with twice the scatter."""
    return rng.normal(0, np.where(rng.uniform(size=count) < 1 / 3, 2.0, 1.0))


#: How the effect strays from day to day; each draw has mean nought.
SHAPES: Mapping[str, Draw] = {"even": _draw_even, "heavy": _draw_heavy, "bounded": _draw_bounded,
                              "skewed": _draw_skewed, "mixed": _draw_mixed}


def simulate_coverage(shape: str, days: int, seeds: int, trials: int, seed: int) -> float:
    """Share of trials whose interval holds ``EFFECT``.

    Each trial draws ``days`` days with a level of their own, the effect on each, and noise of ``seeds`` seeds by which
    each is lived, and goes through ``estimate_effect`` as measured days do.
    """
    rng = np.random.default_rng(seed)
    held = 0
    for _ in range(trials):
        level = rng.normal(DAY_LEVEL, 3.0, days)
        effect = EFFECT + SHAPES[shape](rng, days)
        before = level[:, None] + rng.normal(0, SEED_SPREAD, (days, seeds))
        after = level[:, None] + effect[:, None] + rng.normal(0, SEED_SPREAD, (days, seeds))
        pairs = {f"{day:03d}": list(zip(before[day].tolist(), after[day].tolist(), strict=True))
                 for day in range(days)}
        found = estimate_effect(pairs)
        held += found.low is not None and found.high is not None and found.low <= EFFECT <= found.high
    return held / trials
