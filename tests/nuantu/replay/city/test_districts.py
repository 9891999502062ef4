"""Districts."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.districts import FEWEST, MOST, locate_districts, make_districts
from nuantu.replay.city.geometry import measure_area_m2
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.water import make_river
from nuantu.replay.city.world import World


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("area_m2", [16e6, 40e6, 1600e6])
def test_six_to_twelve_districts_cover_the_city(seed: int, area_m2: float) -> None:
    """Their areas add up, none is tiny, and their names differ."""
    ground = make_ground(area_m2, np.random.default_rng(seed))
    districts = make_districts(ground, make_river(ground, np.random.default_rng(seed)), np.random.default_rng(seed))
    areas = [measure_area_m2(district.ring) for district in districts]

    assert FEWEST <= len(districts) <= MOST
    assert sum(areas) == pytest.approx(area_m2)
    assert min(areas) > 0.02 * area_m2
    assert len({district.name.zh for district in districts}) == len(districts)
    assert [district.district_id for district in districts] == [f"D{k:02d}" for k in range(1, len(districts) + 1)]


def test_the_centre_of_each_district_lies_in_it(world: World) -> None:
    """Locating centres gives the districts in their order."""
    centres = np.array([district.centre for district in world.districts])

    assert locate_districts(world.districts, centres).tolist() == list(range(len(world.districts)))


def test_a_place_on_the_rim_still_has_a_district(world: World) -> None:
    """Corners of the city lie in one of them."""
    corners = world.plan.ground.ring

    assert set(locate_districts(world.districts, corners).tolist()) <= set(range(len(world.districts)))
