"""Who can walk where: lines with a detour, streets, told walks; each against what one measures by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from tests.nuantu.siting.small_sitings import draw_sitings, put_in_line
from tests.oracles.slow_siting import list_reached, walk_line

from nuantu.siting.problem import Siting, Streets
from nuantu.siting.reach import measure_reach, walk_from


@settings(max_examples=60)
@given(draw_sitings())
def test_lines_reach_what_measuring_each_pair_reaches(siting: Siting) -> None:
    """Every pair within the walk is in the matrix with its metres, and no other."""
    walks = walk_from(siting, siting.candidates).tocoo()
    found = {(int(row), int(column)): metres - 1 for row, column, metres
             in zip(walks.row, walks.col, walks.data, strict=True)}
    told = {(row, point): walk_line(siting, place, point) for row, place in enumerate(siting.candidates)
            for point in list_reached(siting, place)}

    assert found.keys() == told.keys()
    assert all(abs(found[pair] - told[pair]) < 1e-5 for pair in told)


def test_a_point_at_the_very_door_is_reached() -> None:
    """A walk of nought metres stands in the matrix."""
    reach = measure_reach(put_in_line())

    assert reach.walks[0, 0] == 1


def test_standing_stations_are_told_apart() -> None:
    """What a standing station reaches is known; what nobody reaches is out of reach."""
    reach = measure_reach(put_in_line(standing=(400.0,), reach_m=60))

    assert list(np.flatnonzero(reach.stood)) == [7, 8, 9]
    assert list(np.flatnonzero(~reach.reachable)) == [2, 3]


def test_streets_are_walked_around_what_has_no_bridge() -> None:
    """Across a river the straight line is 100 m and the way over the bridge 100 + 600: out of reach."""
    siting = put_in_line(reach_m=300)
    bank = Streets(np.array([(0.0, 0.0), (0.0, 300.0), (100.0, 300.0), (100.0, 0.0)]),
                   np.array([(0, 1), (1, 2), (2, 3)]), np.array([300.0, 100.0, 300.0]))
    walked = replace(siting, streets=bank, points_m=np.array([(0.0, 20.0), (100.0, 0.0)]), points=["here", "there"],
                     amounts=np.ones((2, 2), dtype=np.int64))

    assert walk_from(walked, walked.candidates[:1]).toarray().tolist() == [[21.0, 0.0]]
    assert walk_from(replace(walked, reach_m=800), walked.candidates[:1]).toarray().tolist() == [[21.0, 701.0]]


def test_the_shorter_of_two_streets_between_crossings_is_taken() -> None:
    """Edges between the same crossings are alternatives, in either direction."""
    siting = replace(put_in_line(reach_m=300), points=["p"], points_m=np.array([(100.0, 0.0)]),
                     amounts=np.ones((1, 2), dtype=np.int64),
                     streets=Streets(np.array([(0.0, 0.0), (100.0, 0.0)]), np.array([(0, 1), (0, 1), (1, 0)]),
                                     np.array([500.0, 120.0, 110.0])))

    assert walk_from(siting, siting.candidates[:1]).toarray().tolist() == [[111.0]]


def test_told_walks_are_taken_as_they_are() -> None:
    """What is not told is out of reach, and what is longer than the walk too."""
    siting = replace(put_in_line(reach_m=100), walks_m={("A", "p9"): 80.0, ("B", "p9"): 101.0, ("C", "p0"): 100.0})

    assert walk_from(siting, siting.candidates).tocoo().data.tolist() == [81.0, 101.0]
