"""Superblocks between arterials: which streets run through each, and their lanes."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from nuantu.replay.city.geometry import (
    Floats,
    clip_to_convex,
    contains,
    find_outside,
)
from nuantu.replay.city.ground import Ground, Region
from nuantu.replay.city.water import River

RoadClass = Literal["expressway", "arterial", "street", "lane"]
NameKey = tuple[str, int, int, int, int]
#: Cells of a superblock: from and to along either axis.
Cells = tuple[int, int, int, int]
NAMELESS: NameKey = ("", 0, 0, 0, 0)

STREET_GAP_M = 265.0
STREET_LEFT_OUT = 0.2
LANE_SHARE = (0.12, 0.5)


@dataclass(frozen=True)
class Strand:
    """A straight piece of road before crossings are made."""

    begin: Floats
    end: Floats
    road_class: RoadClass
    key: NameKey


@dataclass
class Layout:
    """What stands already, and what is added block by block."""

    ground: Ground
    river: River
    strands: list[Strand] = field(default_factory=list)

    def add(self, begin: Floats, end: Floats, road_class: RoadClass, key: NameKey, region: Region | None) -> None:
        """Add a road, cut to its region and kept out of the river except on bridges."""
        ring = self.ground.ring if region is None else region.ring
        inside = clip_to_convex(begin, end, ring)
        if inside is None:
            return
        bridge = road_class in ("expressway", "arterial")
        for part in self.river.keep_dry(*inside, bridge=bridge):
            if np.hypot(*(part[1] - part[0])) > 4:
                self.strands.append(Strand(*part, road_class, key))


@dataclass(frozen=True)
class Block:
    """One superblock: its kept lines, bounding ones first and last, with their name keys."""

    region: Region
    us: Floats
    vs: Floats
    u_keys: list[NameKey]
    v_keys: list[NameKey]

    def corners(self, i0: int, i1: int, j0: int, j1: int, inset_m: float = 0.0) -> Floats:
        """Corners of the cells from line i0 to i1 and j0 to j1, drawn in by an inset."""
        u0, u1 = self.us[i0] + inset_m, self.us[i1] - inset_m
        v0, v1 = self.vs[j0] + inset_m, self.vs[j1] - inset_m
        return np.array([self.region.place(u, v) for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))])


def make_blocks(region: Region, number: int, rng: np.random.Generator) -> list[Block]:
    """All superblocks of a region with the streets that run through each."""
    us, vs = _bound(region, 0), _bound(region, 1)
    cuts_u = [_cut_gap(a, b, rng) for a, b in itertools.pairwise(us)]
    cuts_v = [_cut_gap(a, b, rng) for a, b in itertools.pairwise(vs)]
    blocks = [
        _make_block(region, number, (us, vs), (cuts_u[i], cuts_v[j]), (i, j), rng)
        for i in range(len(us) - 1) for j in range(len(vs) - 1)
    ]
    return [block for block in blocks if reaches_region(block)]


def lay_block(layout: Layout, block: Block, park: Cells | None, rng: np.random.Generator) -> None:
    """Add the arterials, streets and lanes of one superblock, leaving out what a park takes."""
    _lay_arterials(layout, block)
    _lay_streets(layout, block, None if park is None else block.corners(*park, inset_m=2.0))
    _lay_lanes(layout, block, None if park is None else block.corners(*park, inset_m=2.0), rng)


def reaches_region(block: Block) -> bool:
    """Whether any of the block lies in its region."""
    ring = block.region.ring
    last_u, last_v = len(block.us) - 1, len(block.vs) - 1
    corners = block.corners(0, last_u, 0, last_v)
    if contains(ring, corners).any() or contains(corners, ring).any():
        return True
    return any(clip_to_convex(corners[k], corners[k - 1], ring) is not None for k in range(4))


def _bound(region: Region, axis: int) -> Floats:
    """Arterial positions along an axis, with one bound beyond the region at either end."""
    direction = region.ex if axis == 0 else region.ey
    inner = region.us if axis == 0 else region.vs
    reach = (region.ring - region.origin) @ direction
    return np.concatenate([[reach.min() - 1.0], inner, [reach.max() + 1.0]])


def _cut_gap(low: float, high: float, rng: np.random.Generator) -> Floats:
    """Positions of streets in a gap between arterials, unevenly spaced."""
    count = max(0, round((high - low) / STREET_GAP_M) - 1)
    if count == 0:
        return np.empty(0)
    widths = rng.uniform(0.72, 1.28, count + 1)
    shares = np.cumsum(widths)[:-1] / widths.sum()
    cuts: Floats = low + shares * (high - low)
    return cuts


def _make_block(region: Region, number: int, bounds: tuple[Floats, Floats], cuts: tuple[Floats, Floats],
                at: tuple[int, int], rng: np.random.Generator) -> Block:
    """Choose which streets run through this superblock."""
    lines: list[Floats] = []
    keys: list[list[NameKey]] = []
    for axis in (0, 1):
        low, high = bounds[axis][at[axis]], bounds[axis][at[axis] + 1]
        kept = np.flatnonzero(rng.uniform(size=len(cuts[axis])) >= STREET_LEFT_OUT)
        lines.append(np.concatenate([[low], cuts[axis][kept], [high]]))
        last = len(bounds[axis]) - 1
        keys.append([
            _arterial_key(number, axis, at[axis], last),
            *[("street", number, axis, at[axis], int(k)) for k in kept],
            _arterial_key(number, axis, at[axis] + 1, last),
        ])
    return Block(region, lines[0], lines[1], keys[0], keys[1])


def _arterial_key(number: int, axis: int, line: int, last: int) -> NameKey:
    return NAMELESS if line in (0, last) else ("arterial", number, axis, line, 0)


def _lay_arterials(layout: Layout, block: Block) -> None:
    """Add the lower and the left bounding arterial; the others belong to the next block."""
    region = block.region
    if block.u_keys[0] != NAMELESS:
        layout.add(region.place(block.us[0], block.vs[0]), region.place(block.us[0], block.vs[-1]),
                   "arterial", block.u_keys[0], region)
    if block.v_keys[0] != NAMELESS:
        layout.add(region.place(block.us[0], block.vs[0]), region.place(block.us[-1], block.vs[0]),
                   "arterial", block.v_keys[0], region)


def _lay_streets(layout: Layout, block: Block, blocked: Floats | None) -> None:
    region = block.region
    for k in range(1, len(block.us) - 1):
        _lay_around(layout, region.place(block.us[k], block.vs[0]), region.place(block.us[k], block.vs[-1]),
                    ("street", block.u_keys[k]), region, blocked)
    for k in range(1, len(block.vs) - 1):
        _lay_around(layout, region.place(block.us[0], block.vs[k]), region.place(block.us[-1], block.vs[k]),
                    ("street", block.v_keys[k]), region, blocked)


def _lay_around(layout: Layout, begin: Floats, end: Floats, kind: tuple[RoadClass, NameKey], region: Region,
                blocked: Floats | None) -> None:
    shares = [(0.0, 1.0)] if blocked is None else find_outside(begin, end, blocked)
    for low, high in shares:
        layout.add(begin + low * (end - begin), begin + high * (end - begin), *kind, region)


def _lay_lanes(layout: Layout, block: Block, blocked: Floats | None, rng: np.random.Generator) -> None:
    """Halve some cells by a lane, more of them near the middle of the city."""
    region, ground = block.region, layout.ground
    middle = block.corners(0, len(block.us) - 1, 0, len(block.vs) - 1).mean(axis=0)
    far = float(np.hypot(*(middle - ground.centre))) / (0.3 * ground.width_m)
    share = LANE_SHARE[0] + (LANE_SHARE[1] - LANE_SHARE[0]) * float(np.exp(-far * far))
    for i in range(len(block.us) - 1):
        for j in range(len(block.vs) - 1):
            wants, upright, at = rng.uniform(), rng.uniform() < 0.5, rng.uniform(0.4, 0.6)
            u0, u1, v0, v1 = block.us[i], block.us[i + 1], block.vs[j], block.vs[j + 1]
            if wants > share or min(u1 - u0, v1 - v0) < 150:
                continue
            u, v = u0 + at * (u1 - u0), v0 + at * (v1 - v0)
            begin, end = ((region.place(u, v0), region.place(u, v1)) if upright
                          else (region.place(u0, v), region.place(u1, v)))
            if blocked is None or not contains(blocked, (begin + end)[None] / 2)[0]:
                layout.add(begin, end, "lane", NAMELESS, region)
