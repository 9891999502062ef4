"""The street network: strands are crossed, near ends joined, loose pieces dropped; what is left hangs together."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from nuantu.replay.city.blocks import Layout, NameKey, RoadClass, Strand, lay_block, make_blocks
from nuantu.replay.city.expressways import make_rings
from nuantu.replay.city.geometry import Bools, Floats, Ints, contains, find_crossings, smooth_line
from nuantu.replay.city.ground import Ground
from nuantu.replay.city.parks import choose_green
from nuantu.replay.city.water import River

#: Crossings closer than this become one.
JOIN_M = 16.0
#: A strand that ends this close to another is joined to it.
SLACK_M = 3.0
#: Longest piece of a road before it is crossed with others.
PIECE_M = 900.0
CLASSES: tuple[RoadClass, ...] = ("expressway", "arterial", "street", "lane")
_RANK = {name: rank for rank, name in enumerate(CLASSES)}


@dataclass(frozen=True)
class Streets:
    """A connected network: nodes (n, 2) in metres; edges by node numbers with class rank, name and bridge mark."""

    nodes: Floats
    ends: Ints
    rank: Ints
    name: Ints
    keys: tuple[NameKey, ...]
    bridge: Bools

    @property
    def length_m(self) -> Floats:
        """Length of each edge."""
        step = self.nodes[self.ends[:, 1]] - self.nodes[self.ends[:, 0]]
        return np.hypot(step[:, 0], step[:, 1])


@dataclass(frozen=True)
class Plan:
    """Streets with the green and the rails between them."""

    ground: Ground
    river: River
    streets: Streets
    parks: tuple[Floats, ...]
    lakes: tuple[Floats, ...]
    rail: Floats


def make_plan(ground: Ground, river: River, rng: np.random.Generator) -> Plan:
    """Lay all roads of a city and make one connected network of them."""
    rail = _draw_rail(ground, rng)
    rings = make_rings(ground, rng)
    diagonal = np.array(ground.borders[0])
    middle_of_river = (river.banks[0] + river.banks[1]) / 2
    barriers = [rail, diagonal, *rings, *river.banks, middle_of_river]
    layout = Layout(ground, river)
    _add_line(layout, diagonal, "expressway", ("diagonal", 0, 0, 0, 0))
    for number, border in enumerate(ground.borders[1:], 1):
        _add_line(layout, np.array(border), "arterial", ("border", number, 0, 0, 0))
    for number, ring in enumerate(rings):
        _add_line(layout, ring, "expressway", ("ring", number, 0, 0, 0))
    blocks = [block for number, region in enumerate(ground.regions) for block in make_blocks(region, number, rng)]
    green = choose_green(blocks, barriers, ground.area_m2, rng)
    for number, block in enumerate(blocks):
        lay_block(layout, block, green.cells.get(number), rng)
    banks = [
        Strand(bank[k], bank[k + 1], "street", ("bank", side, 0, 0, 0))
        for side, bank in enumerate(river.banks) for k in range(len(bank) - 1)
    ]
    streets = _weave([*layout.strands, *banks], ground, river)
    return Plan(ground, river, streets, tuple(green.parks), tuple(green.lakes), rail)


def _add_line(layout: Layout, line: Floats, road_class: RoadClass, key: NameKey) -> None:
    """Add a line in pieces of limited length: crossings are sought among neighbours as far as the longest piece."""
    for begin, end in itertools.pairwise(line):
        marks = np.linspace(0, 1, 1 + math.ceil(float(np.hypot(*(end - begin))) / PIECE_M))
        for low, high in itertools.pairwise(marks):
            layout.add(begin + low * (end - begin), begin + high * (end - begin), road_class, key, None)


def _draw_rail(ground: Ground, rng: np.random.Generator) -> Floats:
    """A railway through the western corner of the city."""
    width, height = ground.width_m, ground.height_m
    points = np.array([[0.0, rng.uniform(0.55, 0.68)], [rng.uniform(0.07, 0.10), rng.uniform(0.36, 0.44)],
                       [rng.uniform(0.15, 0.19), rng.uniform(0.17, 0.23)], [rng.uniform(0.24, 0.30), 0.0]])
    return smooth_line(points * [width, height], 160)


def _weave(strands: list[Strand], ground: Ground, river: River) -> Streets:
    """Cross all strands and make a simple connected graph of them."""
    begin, end = np.array([s.begin for s in strands]), np.array([s.end for s in strands])
    rank = np.array([_RANK[s.road_class] for s in strands])
    keys = tuple(dict.fromkeys(s.key for s in strands))
    number = {key: k for k, key in enumerate(keys)}
    name = np.array([number[s.key] for s in strands])
    ring = np.array([s.key[0] == "ring" for s in strands])
    i, j, t, u = find_crossings(begin, end, SLACK_M)
    meets = ~((ring[i] & (rank[j] > 1)) | (ring[j] & (rank[i] > 1)))
    strand = np.concatenate([np.arange(len(strands)), np.arange(len(strands)), i[meets], j[meets]])
    share = np.concatenate([np.zeros(len(strands)), np.ones(len(strands)), t[meets], u[meets]])
    points = begin[strand] + share[:, None] * (end - begin)[strand]
    label, nodes = _join_near(points, rank[strand])
    order = np.lexsort((share, strand))
    follows = strand[order][1:] == strand[order][:-1]
    ends = np.column_stack([label[order][:-1], label[order][1:]])[follows]
    of = strand[order][1:][follows]
    ends, of = _drop_doubles(np.sort(ends, axis=1), of, rank)
    kept = _keep_connected(nodes, ends, ground)
    ends, of = ends[kept], of[kept]
    used, compact = np.unique(ends, return_inverse=True)
    compact = compact.reshape(ends.shape).astype(np.int64)
    nodes = nodes[used]
    middles = (nodes[compact[:, 0]] + nodes[compact[:, 1]]) / 2
    wet = contains(river.corridor, middles) & np.array([key[0] != "bank" for key in keys])[name[of]]
    return Streets(nodes, compact, rank[of].astype(np.int64), name[of].astype(np.int64), keys, wet)


def _join_near(points: Floats, rank: Ints) -> tuple[Ints, Floats]:
    """Number of the joined crossing of each point, and the crossings' places: where the widest roads meet."""
    pairs = cKDTree(points).query_pairs(JOIN_M, output_type="ndarray")
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(points), len(points)))
    count, label = connected_components(graph, directed=False)
    widest = np.full(count, len(CLASSES))
    np.minimum.at(widest, label, rank)
    decides = (rank == widest[label]).astype(float)
    size = np.bincount(label, weights=decides, minlength=count)
    nodes = np.column_stack([
        np.bincount(label, weights=points[:, axis] * decides, minlength=count) / size for axis in (0, 1)
    ])
    return label.astype(np.int64), nodes


def _drop_doubles(ends: Ints, of: Ints, rank: Ints) -> tuple[Ints, Ints]:
    """Edges between two different nodes, each pair once, by its widest road."""
    order = np.lexsort((of, rank[of], ends[:, 1], ends[:, 0]))
    ends, of = ends[order], of[order]
    first = np.ones(len(ends), dtype=bool)
    first[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    first &= ends[:, 0] != ends[:, 1]
    return ends[first], of[first]


def _keep_connected(nodes: Floats, ends: Ints, ground: Ground) -> NDArray[np.bool_]:
    """Edges of the largest piece, without stubs that end inside the city."""
    kept = np.ones(len(ends), dtype=bool)
    edge_m = np.minimum(nodes, [ground.width_m, ground.height_m] - nodes).min(axis=1)
    inner = edge_m > 25
    while True:
        degree = np.bincount(ends[kept].ravel(), minlength=len(nodes))
        stub = kept & (inner[ends] & (degree[ends] == 1)).any(axis=1)
        if not stub.any():
            break
        kept &= ~stub
    graph = coo_array((np.ones(kept.sum()), (ends[kept, 0], ends[kept, 1])), shape=(len(nodes), len(nodes)))
    _, label = connected_components(graph, directed=False)
    largest = np.bincount(label[ends[kept, 0]]).argmax()
    return np.asarray(kept & (label[ends[:, 0]] == largest))
