"""The river and who may cross it."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.geometry import contains
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.water import LONGEST_BRIDGE, River, make_river

RIVER = River(
    ring=np.array([[0.0, 60.0], [1000.0, 60.0], [1000.0, 140.0], [0.0, 140.0]]),
    corridor=np.array([[0.0, 40.0], [1000.0, 40.0], [1000.0, 160.0], [0.0, 160.0]]),
    banks=(np.array([[0.0, 160.0], [1000.0, 160.0]]), np.array([[0.0, 40.0], [1000.0, 40.0]])),
    corridor_m=120.0,
)
SOUTH, NORTH = np.array([500.0, 0.0]), np.array([500.0, 200.0])


def test_an_arterial_straight_across_becomes_a_bridge() -> None:
    """It is built whole."""
    assert RIVER.keep_dry(SOUTH, NORTH, bridge=True) == [(SOUTH, NORTH)]


def test_a_street_ends_at_both_banks() -> None:
    """What is built stays ashore."""
    parts = RIVER.keep_dry(SOUTH, NORTH, bridge=False)

    assert [[point.tolist() for point in part] for part in parts] == [
        [[500.0, 0.0], [500.0, 40.0]], [[500.0, 160.0], [500.0, 200.0]]]


def test_a_road_along_the_river_is_no_bridge() -> None:
    """An arterial that would run in the water for longer than a bridge is cut like a street."""
    begin, end = np.array([100.0, 0.0]), np.array([900.0, 200.0])
    over = 0.6 * float(np.hypot(*(end - begin)))

    assert over > LONGEST_BRIDGE * RIVER.corridor_m
    assert len(RIVER.keep_dry(begin, end, bridge=True)) == 2


def test_a_road_far_away_is_left_as_it_is() -> None:
    """No river, no change."""
    begin, end = np.array([0.0, 500.0]), np.array([90.0, 700.0])

    assert RIVER.keep_dry(begin, end, bridge=False) == [(begin, end)]


def test_the_river_runs_from_edge_to_edge_between_its_banks() -> None:
    """Water lies inside the corridor, and the corridor spans the city."""
    for seed in range(8):
        ground = make_ground(40e6, np.random.default_rng(seed))
        river = make_river(ground, np.random.default_rng(seed))
        inner = river.ring[len(river.ring) // 8 : 3 * len(river.ring) // 8]

        assert contains(river.corridor, inner).all()
        assert np.ptp(river.ring[:, 0]) > 0.98 * ground.width_m
        assert river.ring[:, 1].max() < 0.6 * ground.height_m
