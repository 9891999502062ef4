"""Doors along the streets."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.addresses import SETBACK_M, find_frontage, find_unbuilt
from nuantu.replay.city.geometry import Floats
from nuantu.replay.city.streets import Streets
from nuantu.replay.city.world import World


def _measure_to_streets_m(streets: Streets, places: Floats) -> Floats:
    """Distance from each place to the nearest street, by looking at every edge."""
    begin, end = streets.nodes[streets.ends[:, 0]], streets.nodes[streets.ends[:, 1]]
    step = end - begin
    nearest = np.full(len(places), np.inf)
    for k in range(len(begin)):
        share = ((places - begin[k]) @ step[k] / (step[k] @ step[k])).clip(0, 1)
        nearest = np.minimum(nearest, np.hypot(*(begin[k] + share[:, None] * step[k] - places).T))
    return nearest


def test_doors_kitchens_gates_and_starts_stand_beside_streets(world: World) -> None:
    """Nobody is farther from a street than a door's setback."""
    places = np.vstack([world.addresses.xy, world.merchants.xy, world.compounds.gate, world.riders.start])

    assert _measure_to_streets_m(world.plan.streets, places).max() <= SETBACK_M[1] + 1


def test_nobody_lives_or_cooks_in_water_or_green(world: World) -> None:
    """No door, kitchen, gate or start lies in the river, in a park or in a lake."""
    places = np.vstack([world.addresses.xy, world.merchants.xy, world.compounds.gate, world.riders.start])

    assert not find_unbuilt(world.plan, places).any()


def test_a_park_and_the_river_are_unbuilt(world: World) -> None:
    """The middle of a park is found as such, the middle of town is not."""
    park, door = world.plan.parks[0].mean(axis=0), world.addresses.xy[0]

    assert find_unbuilt(world.plan, np.array([park, door])).tolist() == [True, False]


def test_no_door_stands_on_a_bridge_or_expressway(world: World) -> None:
    """Such edges have no frontage; others have."""
    streets, frontage = world.plan.streets, find_frontage(world.plan)
    closed = streets.bridge | (streets.rank == 0)

    assert closed.any()
    assert frontage[closed].max() == 0
    assert frontage[~closed].min() > 0


def test_weights_and_storeys_are_sensible(world: World) -> None:
    """Some doors are mostly work, some mostly home; houses have three to thirty storeys."""
    addresses = world.addresses

    assert (addresses.work >= 0).all()
    assert (addresses.home >= 0).all()
    assert 0.2 < float((addresses.work > addresses.home).mean()) < 0.8
    assert (int(addresses.storeys.min()), int(addresses.storeys.max())) == (3, 30)
