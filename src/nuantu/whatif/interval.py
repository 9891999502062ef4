"""How sure a difference is: paired by day and seed, the day being what is drawn, Student's t over the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

CONFIDENCE = 0.95
LEAST_DAYS = 2
#: Values of one outcome: (before, after) by day and by seed of that day; a day without a value has no entry.
Pairs = Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Effect:
    """One outcome before and after: means over days, the mean difference, and its interval.

    ``low`` and ``high`` are ``None`` with fewer than two days: one day says nothing of how days differ.
    """

    before: float | None
    after: float | None
    diff: float | None
    low: float | None
    high: float | None
    n_days: int

    def to_row(self) -> dict[str, float | int | None]:
        """As ``nuantu whatif --json`` prints it."""
        return {name: getattr(self, name) for name in ("before", "after", "diff", "low", "high", "n_days")}


def estimate_effect(pairs: Pairs) -> Effect:
    """The effect on one outcome with its 95 % interval.

    Seeds of a day are averaged first: they tell the same day more exactly, they are no further days. What is left is
    one difference a day; with n of them the interval is mean ± t(0.975, n - 1) · s / √n.
    """
    days = [np.asarray(one, np.float64).mean(axis=0) for _, one in sorted(pairs.items()) if len(one)]
    if not days:
        return Effect(None, None, None, None, None, 0)
    before, after = np.array(days).T
    diffs = after - before
    mean = float(diffs.mean())
    low, high = bound_mean(diffs) if len(diffs) >= LEAST_DAYS else (None, None)
    return Effect(float(before.mean()), float(after.mean()), mean, low, high, len(diffs))


def bound_mean(diffs: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    """The 95 % interval of the mean of at least two day differences."""
    values = np.asarray(diffs, np.float64)
    error = float(values.std(ddof=1)) / float(np.sqrt(len(values)))
    reach = float(stdtrit(len(values) - 1, 0.5 + CONFIDENCE / 2)) * error
    mean = float(values.mean())
    return mean - reach, mean + reach
