"""The ground of a city."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.geometry import contains, measure_area_m2
from nuantu.replay.city.ground import make_ground


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("area_m2", [16e6, 40e6, 900e6])
def test_regions_share_out_the_whole_ground(seed: int, area_m2: float) -> None:
    """Areas of the regions add up, and every point lies in one region only."""
    ground = make_ground(area_m2, np.random.default_rng(seed))
    points = np.random.default_rng(1).uniform([0, 0], [ground.width_m, ground.height_m], (400, 2))

    assert sum(measure_area_m2(region.ring) for region in ground.regions) == pytest.approx(area_m2)
    assert (sum(contains(region.ring, points).astype(int) for region in ground.regions) == 1).all()


def test_a_large_city_has_a_third_direction() -> None:
    """Two regions below, three above."""
    assert [len(make_ground(area, np.random.default_rng(1)).regions) for area in (16e6, 40e6)] == [2, 3]


def test_arterials_stand_at_their_gaps() -> None:
    """Neighbouring arterials are 780 to 1,080 m apart; only the diagonal, no arterial itself, leaves a double gap."""
    ground = make_ground(400e6, np.random.default_rng(2))
    gaps = np.concatenate([np.diff(lines) for region in ground.regions for lines in (region.us, region.vs)])

    assert gaps.min() >= 780
    assert gaps.max() <= 1080


def test_region_coordinates_lead_back_to_the_plane() -> None:
    """A place at (u, v) lies u along and v across from the origin."""
    region = make_ground(40e6, np.random.default_rng(3)).regions[0]
    offset = region.place(300.0, -40.0) - region.origin

    assert (offset @ region.ex, offset @ region.ey) == (pytest.approx(300), pytest.approx(-40))
