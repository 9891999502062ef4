"""Superblocks, their streets and lanes."""

from __future__ import annotations

import numpy as np

from nuantu.replay.city.blocks import NAMELESS, Layout, lay_block, make_blocks
from nuantu.replay.city.geometry import contains, find_outside
from nuantu.replay.city.ground import make_ground
from nuantu.replay.city.water import make_river


def _city(seed: int) -> Layout:
    ground = make_ground(40e6, np.random.default_rng(seed))
    return Layout(ground, make_river(ground, np.random.default_rng(seed)))


def test_every_point_of_a_region_lies_in_one_block() -> None:
    """Blocks cover their region without overlapping."""
    layout = _city(1)
    region = layout.ground.regions[0]
    blocks = make_blocks(region, 0, np.random.default_rng(1))
    points = np.random.default_rng(2).uniform([0, 0], [layout.ground.width_m, layout.ground.height_m], (500, 2))
    points = points[contains(region.ring, points)]
    hits = sum(contains(block.corners(0, len(block.us) - 1, 0, len(block.vs) - 1), points).astype(int)
               for block in blocks)

    assert len(points) > 100
    assert (np.asarray(hits) == 1).all()


def test_lines_of_a_block_ascend_and_carry_a_name_unless_they_bound_the_region() -> None:
    """Inner lines are streets; outer ones are arterials or lie beyond the region."""
    for block in make_blocks(_city(1).ground.regions[0], 0, np.random.default_rng(1)):
        for lines, keys in ((block.us, block.u_keys), (block.vs, block.v_keys)):
            assert (np.diff(lines) > 0).all()
            assert all(key[0] == "street" for key in keys[1:-1])
            assert all(key == NAMELESS or key[0] == "arterial" for key in (keys[0], keys[-1]))


def test_roads_stay_in_their_region_and_streets_out_of_the_river() -> None:
    """Only arterials are over the corridor."""
    layout = _city(3)
    region = layout.ground.regions[0]
    rng = np.random.default_rng(3)
    for block in make_blocks(region, 0, rng):
        lay_block(layout, block, None, rng)
    inner = np.array([(strand.begin + strand.end) / 2 for strand in layout.strands])
    wet = contains(layout.river.corridor, inner)

    assert contains(region.ring, inner * 0.999 + 0.001 * region.ring.mean(axis=0)).all()
    assert {layout.strands[k].road_class for k in np.flatnonzero(wet)} <= {"arterial"}
    assert {strand.road_class for strand in layout.strands} == {"arterial", "street", "lane"}


def test_no_road_runs_through_the_cells_of_a_park() -> None:
    """What a park takes is left out; the streets around it stay."""
    layout = _city(4)
    rng = np.random.default_rng(4)
    block = max(make_blocks(layout.ground.regions[0], 0, rng), key=lambda b: min(len(b.us), len(b.vs)))
    lay_block(layout, block, (0, 2, 0, 2), rng)
    green = block.corners(0, 2, 0, 2, inset_m=5)

    assert layout.strands
    assert all(find_outside(strand.begin, strand.end, green) == [(0.0, 1.0)] for strand in layout.strands)
