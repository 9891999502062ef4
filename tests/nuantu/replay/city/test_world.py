"""The standing world."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.world import World, make_world


def test_the_world_of_a_seed_is_built_twice_alike(world: World, options: CityOptions) -> None:
    """Streets, doors, kitchens and riders agree to the last digit."""
    again = make_world(options, Streams(options.seed))

    assert np.array_equal(world.plan.streets.nodes, again.plan.streets.nodes)
    assert np.array_equal(world.addresses.xy, again.addresses.xy)
    assert np.array_equal(world.merchants.pull, again.merchants.pull)
    assert np.array_equal(world.riders.on_s, again.riders.on_s)
    assert world.alerts == again.alerts
    assert world.road_names == again.road_names


def test_more_riders_leave_the_streets_and_kitchens_as_they_are(world: World, options: CityOptions) -> None:
    """A change in one topic does not reach into another."""
    crowded = make_world(CityOptions(options.orders, options.seed, riders=400), Streams(options.seed))

    assert np.array_equal(world.plan.streets.nodes, crowded.plan.streets.nodes)
    assert np.array_equal(world.merchants.xy, crowded.merchants.xy)
    assert len(crowded.riders.worker_class) == 400


def test_every_name_of_a_road_belongs_to_a_key(world: World) -> None:
    """One name for each key, and lanes alone have none."""
    keys = world.plan.streets.keys

    assert len(world.road_names) == len(keys)
    assert [key[0] == "" for key in keys] == [name is None for name in world.road_names]
