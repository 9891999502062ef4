"""Travel follows the stated model and is rounded up to its unit."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.places import LineTravel


def test_a_whole_number_of_minutes_stays_whole() -> None:
    """640 m at 320 m a minute take two minutes, 641 m three."""
    travel = LineTravel(speed_m_per_h=320 * 60, unit_s=60)

    assert travel.travel_s(np.array([640.0, 641.0, 0.0])).tolist() == [120, 180, 0]


def test_the_detour_lengthens_the_straight_line() -> None:
    """A 3-4-5 triangle with 30 % detour measures 6.5."""
    travel = LineTravel(speed_m_per_h=15_000, detour_pm=1300)
    zero = np.zeros(1)

    assert travel.distance_m(zero, zero, np.array([3.0]), np.array([4.0])).tolist() == [6.5]


@given(st.integers(0, 50_000), st.integers(0, 50_000), st.sampled_from([320, 314, 427, 419]))
def test_whole_minutes_agree_with_the_plain_formula(dx: int, dy: int, metres_per_minute: int) -> None:
    """The published evaluator's ceil of Euclid over speed, term by term."""
    travel = LineTravel(speed_m_per_h=metres_per_minute * 60, unit_s=60)
    distance = travel.distance_m(np.zeros(1), np.zeros(1), np.array([float(dx)]), np.array([float(dy)]))

    assert travel.travel_s(distance)[0] == math.ceil(math.sqrt(dx * dx + dy * dy) / metres_per_minute) * 60
