"""Parks take whole cells of superblocks; the largest of them hold a lake."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from nuantu.replay.city.blocks import Block, Cells
from nuantu.replay.city.geometry import Floats, contains, locate_on_line

#: Distance from the middle of the streets around to the green.
INSET_M = 13.0
#: One grand park for so much city; small ones in this share of the other superblocks.
M2_PER_GRAND_PARK = 22e6
SMALL_SHARE = 0.3
#: Least distance of a park's rim from river, expressway or rail.
CLEAR_M = 40.0
TRIES = 5


@dataclass
class Green:
    """Parks and lakes as rings, and the cells that each park takes by number of its superblock."""

    parks: list[Floats] = field(default_factory=list)
    lakes: list[Floats] = field(default_factory=list)
    cells: dict[int, Cells] = field(default_factory=dict)


def choose_green(blocks: list[Block], barriers: list[Floats], area_m2: float, rng: np.random.Generator) -> Green:
    """Choose parks among superblocks: first the grand ones with their lakes, then small ones."""
    green = Green()
    wanted = max(1, round(area_m2 / M2_PER_GRAND_PARK))
    apart = 0.5 * math.sqrt(area_m2 / wanted)
    for number in rng.permutation(len(blocks)).tolist():
        if len(green.lakes) == wanted:
            break
        cells = _find_cells(blocks[number], barriers, (2, 4), rng)
        middle = None if cells is None else blocks[number].corners(*cells).mean(axis=0)
        if middle is not None and all(np.hypot(*(middle - lake.mean(axis=0))) > apart for lake in green.lakes):
            assert cells is not None
            _take(green, blocks[number], number, cells, rng)
            green.lakes.append(_draw_lake(green.parks[-1], rng))
    for number in np.flatnonzero(rng.uniform(size=len(blocks)) < SMALL_SHARE).tolist():
        cells = None if number in green.cells else _find_cells(blocks[number], barriers, (1, 3), rng)
        if cells is not None:
            _take(green, blocks[number], number, cells, rng)
    return green


def _find_cells(block: Block, barriers: list[Floats], sizes: tuple[int, int], rng: np.random.Generator) -> Cells | None:
    """Free cells of a size from ``sizes`` (from, to exclusive) along either axis, or ``None`` after some tries."""
    wide, deep = len(block.us) - 1, len(block.vs) - 1
    for _ in range(TRIES):
        size_u, size_v = (int(size) for size in rng.integers(*sizes, 2))
        at_u, at_v = rng.uniform(size=2)
        if size_u <= wide and size_v <= deep:
            i, j = int(at_u * (wide - size_u + 1)), int(at_v * (deep - size_v + 1))
            cells = i, i + size_u, j, j + size_v
            if is_free(block.corners(*cells), block.region.ring, barriers):
                return cells
    return None


def is_free(ring: Floats, region: Floats, barriers: list[Floats]) -> bool:
    """Whether an area lies within its region and clear of every barrier line."""
    middle = ring.mean(axis=0)
    if not contains(region, middle + (ring - middle) * 1.06).all():
        return False
    marks = np.vstack([ring, (ring + np.roll(ring, -1, axis=0)) / 2, middle])
    reach = float(np.hypot(*(ring[0] - ring[1]))) / 4
    return all(
        not contains(ring, line).any() and min(locate_on_line(line, mark) for mark in marks) > max(CLEAR_M, reach * 0.5)
        for line in barriers
    )


def _take(green: Green, block: Block, number: int, cells: Cells, rng: np.random.Generator) -> None:
    ring = block.corners(*cells, inset_m=INSET_M)
    if rng.uniform() < 0.45:
        ring = _cut_corner(ring, int(rng.integers(4)), rng.uniform(0.25, 0.45, 2))
    green.cells[number] = cells
    green.parks.append(ring)


def _cut_corner(ring: Floats, corner: int, shares: Floats) -> Floats:
    """The ring with one corner cut off at these shares of its two sides."""
    before, after = ring[corner - 1], ring[(corner + 1) % len(ring)]
    cut = [ring[corner] + shares[0] * (before - ring[corner]), ring[corner] + shares[1] * (after - ring[corner])]
    return np.vstack([ring[:corner], cut, ring[corner + 1 :]])


def _draw_lake(park: Floats, rng: np.random.Generator) -> Floats:
    """A round-cornered water within a park."""
    middle = park.mean(axis=0)
    inner = locate_on_line(np.vstack([park, park[:1]]), middle)
    angle = np.linspace(0, 2 * math.pi, 22, endpoint=False)
    radius = inner * rng.uniform(0.52, 0.62) * (
        1 + 0.16 * np.sin(2 * angle + rng.uniform(0, 6)) + 0.10 * np.sin(3 * angle + rng.uniform(0, 6)))
    lake: Floats = middle + radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return lake
