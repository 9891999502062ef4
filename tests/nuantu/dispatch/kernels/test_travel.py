"""Rides are rounded up to the unit, and whole units stay whole."""

from __future__ import annotations

import math

import numpy as np

from nuantu.dispatch.kernels.travel import travel_s


def test_a_ride_of_exactly_ten_minutes_is_ten_minutes() -> None:
    """3,200 m at 320 m a minute; one metre more is eleven."""
    assert travel_s(0.0, 0.0, 3200.0, 0.0, 60 / 320, 60) == 600
    assert travel_s(0.0, 0.0, 3201.0, 0.0, 60 / 320, 60) == 660
    assert travel_s(5.0, 5.0, 5.0, 5.0, 60 / 320, 60) == 0


def test_whole_minutes_agree_with_the_published_formula_on_whole_metres() -> None:
    """ceil(sqrt(dx² + dy²) / metres a minute), the four published speeds."""
    rng = np.random.default_rng(1)
    for dx, dy in rng.integers(-15000, 15000, (3000, 2)).tolist():
        for speed in (314, 320, 419, 427):
            wanted = math.ceil(math.sqrt(dx * dx + dy * dy) / speed)
            assert travel_s(0.0, 0.0, float(dx), float(dy), 3600.0 / (speed * 60), 60) == 60 * wanted
