"""Ring expressways."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.expressways import make_rings
from nuantu.replay.city.geometry import contains
from nuantu.replay.city.ground import make_ground


def test_the_inner_ring_is_closed_and_holds_the_middle() -> None:
    """It ends where it begins, and goes around the city's centre."""
    ground = make_ground(40e6, np.random.default_rng(1))
    inner = make_rings(ground, np.random.default_rng(1))[0]

    assert inner[0].tolist() == inner[-1].tolist()
    assert contains(inner[:-1], ground.centre[None]).all()
    assert contains(ground.ring, inner).all()


def test_vertices_are_evenly_spaced() -> None:
    """No piece is twice as long as another, so curves look round."""
    rings = make_rings(make_ground(40e6, np.random.default_rng(2)), np.random.default_rng(2))
    for ring in rings:
        steps = np.hypot(*np.diff(ring, axis=0).T)

        assert steps.max() < 1.2 * steps.min()


def test_a_megacity_has_more_rings() -> None:
    """One inner ring for a small city, three for a large one, and a far arc for both."""
    count = [len(make_rings(make_ground(area, np.random.default_rng(1)), np.random.default_rng(1)))
             for area in (40e6, 900e6)]

    assert count == [2, 4]
