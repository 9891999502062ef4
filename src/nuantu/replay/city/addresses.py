"""Addresses: doors along the streets to which orders go, by day to work places, in the evening home."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.districts import District, locate_districts
from nuantu.replay.city.geometry import Bools, Floats, Ints, contains
from nuantu.replay.city.streets import Plan

FEWEST, MOST = 1_500, 120_000
ADDRESSES_PER_ORDER = 0.3
#: Doors stand this far from the middle of their street.
SETBACK_M = (9.0, 22.0)
#: Weight of a metre of street by class rank: expressway, arterial, street, lane.
_CLASS_WEIGHT = np.array([0.0, 0.9, 1.0, 1.1])


@dataclass(frozen=True)
class Addresses:
    """Doors: place, district number, weight as a work place and as a home, highest storey, compound or -1."""

    xy: Floats
    district: Ints
    work: Floats
    home: Floats
    storeys: Ints
    compound: Ints

    @property
    def compound_count(self) -> int:
        """Compounds of the city; each has at least the door at its gate."""
        return int(self.compound.max()) + 1


def find_frontage(plan: Plan) -> Floats:
    """Metres of each edge along which doors may stand: none on bridges and expressways."""
    streets = plan.streets
    return np.where(streets.bridge, 0.0, streets.length_m * _CLASS_WEIGHT[streets.rank])


def stand_beside(plan: Plan, edges: Ints, rng: np.random.Generator) -> Floats:
    """Places beside these edges, set back to one side, never in water or green."""
    nodes, ends = plan.streets.nodes, plan.streets.ends
    begin, end = nodes[ends[edges, 0]], nodes[ends[edges, 1]]
    step = end - begin
    length = np.hypot(step[:, 0], step[:, 1])
    share = rng.uniform(0.06, 0.94, len(edges))
    side = np.where(rng.uniform(size=len(edges)) < 0.5, 1.0, -1.0) * rng.uniform(*SETBACK_M, len(edges))
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / length[:, None]
    middle = begin + share[:, None] * step
    places = middle + side[:, None] * normal
    wet = find_unbuilt(plan, places)
    places[wet] = middle[wet] - side[wet, None] * normal[wet]
    wet = find_unbuilt(plan, places)
    places[wet] = middle[wet]
    top = [plan.ground.width_m, plan.ground.height_m]
    placed: Floats = np.clip(places, 1.0, np.array(top) - 1.0)
    return placed


def find_unbuilt(plan: Plan, places: Floats) -> Bools:
    """Which places lie in the river or in a park, where nobody lives."""
    unbuilt = np.zeros(len(places), dtype=bool)
    for ring in (plan.river.ring, *plan.parks):
        low, high = ring.min(axis=0), ring.max(axis=0)
        near = np.flatnonzero(((places >= low) & (places <= high)).all(axis=1))
        unbuilt[near] |= contains(ring, places[near])
    return unbuilt


def make_addresses(plan: Plan, districts: tuple[District, ...], orders: int, rng: np.random.Generator) -> Addresses:
    """Stand doors along the streets, more of them where a district is dense."""
    count = int(min(MOST, max(FEWEST, orders * ADDRESSES_PER_ORDER)))
    nodes, ends = plan.streets.nodes, plan.streets.ends
    middles = (nodes[ends[:, 0]] + nodes[ends[:, 1]]) / 2
    density = np.array([district.density for district in districts])
    weight = find_frontage(plan) * density[locate_districts(districts, middles)]
    weight *= rng.lognormal(0, 0.35, len(weight))
    edges = np.sort(rng.choice(len(weight), size=count, p=weight / weight.sum()))
    xy = stand_beside(plan, edges, rng)
    kind = rng.lognormal(0, 1.1, len(weight))[edges]
    size = rng.lognormal(0, 0.7, count)
    work_share = kind / (1 + kind)
    tower = rng.uniform(size=count) < 0.35
    storeys = np.where(tower, rng.integers(9, 31, count), rng.integers(3, 7, count))
    return Addresses(xy, locate_districts(districts, xy), size * work_share**2, size * (1 - work_share) ** 1.5,
                     storeys.astype(np.int64), np.full(count, -1, dtype=np.int64))
