"""The street network."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest

from nuantu.replay.city.geometry import contains
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.options import CityOptions
from nuantu.replay.city.streams import Streams
from nuantu.replay.city.streets import CLASSES, Plan, make_plan
from nuantu.replay.city.water import make_river
from nuantu.replay.city.world import World


def _plan(orders: int, seed: int) -> Plan:
    streams = Streams(seed)
    ground = make_ground(CityOptions(orders, seed).area_m2, streams.of("ground"))
    return make_plan(ground, make_river(ground, streams.of("water")), streams.of("streets"))


def _count_reached(plan: Plan) -> int:
    """Nodes that a walk from node 0 reaches, by plain breadth-first search."""
    near: dict[int, list[int]] = {}
    for a, b in plan.streets.ends.tolist():
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    seen, waiting = {0}, deque([0])
    while waiting:
        for node in near[waiting.popleft()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return len(seen)


@pytest.mark.parametrize("seed", range(5))
def test_every_crossing_is_reached_from_every_other(seed: int) -> None:
    """The network hangs together, whatever the seed."""
    plan = _plan(2000, seed)

    assert _count_reached(plan) == len(plan.streets.nodes)


def test_the_network_is_simple_and_compact() -> None:
    """No loops, no doubles, no edge of no length; at most 2,500 edges for ten thousand orders."""
    for seed in (7, 8):
        streets = _plan(10_000, seed).streets

        assert len(streets.ends) <= 2500
        assert (streets.ends[:, 0] < streets.ends[:, 1]).all()
        assert len(np.unique(streets.ends, axis=0)) == len(streets.ends)
        assert streets.length_m.min() > 1


def test_only_wide_roads_are_bridges_and_there_are_some(world: World) -> None:
    """Streets and lanes end at the banks."""
    streets = world.plan.streets

    assert streets.bridge.sum() >= 2
    assert {CLASSES[rank] for rank in streets.rank[streets.bridge]} <= {"expressway", "arterial"}


def test_no_road_runs_through_green_or_water(world: World) -> None:
    """Roads other than bridges keep out of river, parks and lakes."""
    streets = world.plan.streets
    middles = streets.nodes[streets.ends].mean(axis=1)
    for ring in (*world.plan.parks, *world.plan.lakes):
        assert not contains(ring, middles).any()
    assert not contains(world.plan.river.ring, middles[~streets.bridge]).any()


def test_stubs_end_at_the_edge_of_the_city_only(world: World) -> None:
    """A node with one road lies on the rim."""
    plan = world.plan
    degree = np.bincount(plan.streets.ends.ravel())
    dead = plan.streets.nodes[degree == 1]
    rim = np.minimum(dead, [plan.ground.width_m, plan.ground.height_m] - dead).min(axis=1)

    assert len(dead) > 0
    assert rim.max() <= 25


def test_all_classes_of_road_exist(world: World) -> None:
    """Expressways, arterials, streets and lanes, streets the most."""
    count = np.bincount(world.plan.streets.rank, minlength=4)

    assert count.min() > 0
    assert int(count.argmax()) == 2
