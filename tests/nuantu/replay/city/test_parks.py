"""Parks and lakes."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.blocks import make_blocks
from nuantu.replay.city.geometry import contains, locate_on_line
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.parks import choose_green, is_free

SQUARE = np.array([[0.0, 0.0], [400.0, 0.0], [400.0, 400.0], [0.0, 400.0]])
REGION = np.array([[-900.0, -900.0], [900.0, -900.0], [900.0, 900.0], [-900.0, 900.0]])


def test_an_area_is_free_only_clear_of_every_barrier() -> None:
    """A line far off, one that grazes, one through the middle, and a region that ends too soon."""
    far, near, through = (np.array([[-900.0, y], [900.0, y]]) for y in (600.0, 405.0, 200.0))

    assert is_free(SQUARE, REGION, [far])
    assert not is_free(SQUARE, REGION, [far, near])
    assert not is_free(SQUARE, REGION, [through])
    assert not is_free(SQUARE, REGION / 3, [far])


def test_lakes_lie_in_parks_and_parks_apart_from_barriers() -> None:
    """Whatever the seed, water lies within the green and no park touches the barrier."""
    for seed in range(5):
        rng = np.random.default_rng(seed)
        ground = make_ground(40e6, rng)
        blocks = [block for number, region in enumerate(ground.regions) for block in make_blocks(region, number, rng)]
        barrier = np.array(ground.borders[0])
        green = choose_green(blocks, [barrier], ground.area_m2, rng)

        assert 1 <= len(green.lakes) <= len(green.parks) == len(green.cells)
        assert all(any(contains(park, lake).all() for park in green.parks) for lake in green.lakes)
        assert all(locate_on_line(barrier, corner) > 20 for park in green.parks for corner in park)
        assert all(contains(ground.ring, park).all() for park in green.parks)
