"""The ground of the map: places keep their distance, streets are all drawn, in few characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.explanation.record import Record
from nuantu.report.map import UNITS, Frame, chain_edges, draw_ground, drop_straight, frame_points, trace_line


def test_north_is_up_and_every_point_lies_inside() -> None:
    """Whole units within the frame, the northern point above."""
    frame = frame_points([(0.0, 0.0), (7000.0, 5000.0)])
    south_west, north_east = frame.place(0.0, 0.0), frame.place(7000.0, 5000.0)

    assert 0 < south_west[0] < north_east[0] < frame.width <= UNITS
    assert 0 < north_east[1] < south_west[1] < frame.height <= UNITS
    assert (north_east[0] - south_west[0]) * frame.unit_m == 7000


def test_a_day_without_points_still_has_a_frame() -> None:
    """Nothing is divided by zero."""
    assert frame_points([]).width > 0


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda edge: edge[0] != edge[1]), unique=True))
def test_chained_lines_hold_every_edge_exactly_once(edges: list[tuple[int, int]]) -> None:
    """No street is lost or drawn twice."""
    lines = chain_edges(edges)
    drawn = [tuple(sorted(line[i:i + 2])) for line in lines for i in range(len(line) - 1)]

    assert sorted(drawn) == sorted(tuple(sorted(edge)) for edge in edges)


def test_points_on_a_straight_line_are_left_out() -> None:
    """A corner stays, a point between does not, a way back does."""
    assert drop_straight([(0, 0), (5, 0), (10, 0), (10, 7)]) == [(0, 0), (10, 0), (10, 7)]
    assert drop_straight([(0, 0), (10, 0), (4, 0)]) == [(0, 0), (10, 0), (4, 0)]
    assert drop_straight([(1, 1), (1, 1)]) == [(1, 1)]


def test_a_line_is_written_in_relative_steps() -> None:
    """Short, and closed where it is an area."""
    assert trace_line([(10, 20), (15, 18), (15, 30)]) == "M10 20l5-2 0 12"
    assert trace_line([(0, 0), (5, 0), (5, 5)], closed=True).endswith("z")
    assert trace_line([(3, 3)]) == ""


def test_the_demo_city_has_river_park_streets_and_names(demo_out: Path, record: Record) -> None:
    """The city's ground is drawn from the day's own folder."""
    day = Path(record.run["day"]["path"])
    ground = draw_ground(day, frame_points([(0.0, 0.0), (3000.0, 3000.0)]))

    assert ground.found
    assert {"river", "street", "arterial"} <= set(ground.layers)
    assert all(re.fullmatch(r"[Mlz\d\s-]*", path) for path in ground.districts.values())
    assert ground.labels
    assert all(zh and en for _, _, (zh, en) in ground.labels)
    assert demo_out.is_dir()


@pytest.mark.parametrize("unit_m", [1.0, 2.5])
def test_a_day_without_streets_gives_an_empty_ground(tmp_path: Path, unit_m: float) -> None:
    """Points only, and it is known."""
    ground = draw_ground(tmp_path, Frame(0.0, 0.0, unit_m, 10, 10))

    assert (ground.found, ground.layers, ground.labels) == (False, {}, [])
