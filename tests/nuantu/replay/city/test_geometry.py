"""Plane geometry against cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.geometry import (
    clip_to_convex,
    contains,
    find_centroid,
    find_crossings,
    find_outside,
    flatten_ring,
    locate_on_line,
    measure_area_m2,
    offset_line,
    smooth_line,
    split_convex,
)

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
#: A ring that is not convex: an L.
ELL = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 4.0], [4.0, 4.0], [4.0, 10.0], [0.0, 10.0]])


def test_area_is_positive_counter_clockwise() -> None:
    """A square of ten has a hundred; run backwards, minus a hundred."""
    assert (measure_area_m2(SQUARE), measure_area_m2(SQUARE[::-1])) == (100.0, -100.0)
    assert find_centroid(SQUARE).tolist() == [5.0, 5.0]


def test_a_cut_square_gives_the_left_part_first() -> None:
    """A line northwards at x = 3 leaves 30 on its left and 70 on its right."""
    left, right = split_convex(SQUARE, np.array([3.0, 0.0]), np.array([0.0, 1.0]))

    assert (measure_area_m2(left), measure_area_m2(right)) == (30.0, 70.0)


def test_a_line_outside_cuts_nothing() -> None:
    """One part is the whole ring, the other is empty."""
    left, right = split_convex(SQUARE, np.array([-1.0, 0.0]), np.array([0.0, 1.0]))

    assert (len(left), measure_area_m2(right)) == (0, 100.0)


def test_a_segment_is_clipped_to_its_part_inside() -> None:
    """From outside to outside through the square."""
    inside = clip_to_convex(np.array([-5.0, 5.0]), np.array([15.0, 5.0]), SQUARE)

    assert inside is not None
    assert (inside[0].tolist(), inside[1].tolist()) == ([0.0, 5.0], [10.0, 5.0])
    assert clip_to_convex(np.array([-5.0, 11.0]), np.array([15.0, 11.0]), SQUARE) is None


def test_shares_outside_a_ring_that_is_not_convex() -> None:
    """A diagonal through the L leaves it between its arms' ends."""
    shares = find_outside(np.array([-2.0, 8.0]), np.array([18.0, 8.0]), ELL)

    assert shares == [(0.0, pytest.approx(0.1)), (pytest.approx(0.3), 1.0)]


def test_points_inside_are_told_from_points_outside() -> None:
    """In the arm, in the notch, beyond."""
    assert contains(ELL, np.array([[2.0, 9.0], [8.0, 8.0], [12.0, 2.0], [9.0, 1.0]])).tolist() == [
        True, False, False, True]


def test_many_points_are_compared_in_blocks_with_the_same_answer() -> None:
    """A ring with so many edges that the points go through in several blocks."""
    angle = np.linspace(0, 2 * np.pi, 4000, endpoint=False)
    circle = 100 * np.column_stack([np.cos(angle), np.sin(angle)])
    points = np.random.default_rng(3).uniform(-120, 120, (1500, 2))
    far = np.hypot(points[:, 0], points[:, 1])
    clear = np.abs(far - 100) > 0.01

    assert (contains(circle, points) == (far < 100))[clear].all()


def test_crossings_are_found_once_each_and_touching_ends_count_within_the_slack() -> None:
    """A cross, a T that misses by two metres, and a parallel that meets nothing."""
    begin = np.array([[0.0, 0.0], [50.0, -50.0], [20.0, 2.0], [0.0, 9.0]])
    end = np.array([[100.0, 0.0], [50.0, 50.0], [20.0, 60.0], [15.0, 9.0]])
    i, j, t, u = find_crossings(begin, end, slack_m=3.0)

    assert list(zip(i.tolist(), j.tolist(), t.round(3).tolist(), u.round(3).tolist(), strict=True)) == [
        (0, 1, 0.5, 0.5), (0, 2, 0.2, 0.0)]


def test_crossings_equal_those_of_all_pairs() -> None:
    """Looking among neighbours loses no crossing of random segments."""
    rng = np.random.default_rng(5)
    begin = rng.uniform(0, 1000, (120, 2))
    end = begin + rng.uniform(-150, 150, (120, 2))
    i, j, _, _ = find_crossings(begin, end, slack_m=0.0)
    slow = {
        (a, b) for a in range(120) for b in range(a + 1, 120)
        if _turn(begin[a], end[a], begin[b]) != _turn(begin[a], end[a], end[b])
        and _turn(begin[b], end[b], begin[a]) != _turn(begin[b], end[b], end[a])
    }

    assert set(zip(i.tolist(), j.tolist(), strict=True)) == slow
    assert len(slow) > 50


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> bool:
    return bool((b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0]))


def test_a_smooth_line_passes_through_its_points() -> None:
    """Every control point is a vertex, and no piece is much longer than the step."""
    points = np.array([[0.0, 0.0], [100.0, 40.0], [200.0, 0.0]])
    line = smooth_line(points, 20)

    assert all(locate_on_line(line, point) < 1e-9 for point in points)
    assert np.hypot(*np.diff(line, axis=0).T).max() < 32


def test_an_offset_line_keeps_its_distance_to_the_left() -> None:
    """Eastwards, left is north."""
    line = np.array([[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]])

    assert offset_line(line, 3).tolist() == [[0.0, 3.0], [10.0, 3.0], [20.0, 3.0]]


def test_a_ring_is_written_closed_and_a_line_open() -> None:
    """Coordinates in turn to a decimetre."""
    points = np.array([[0.04, 1.0], [2.0, 3.26]])

    assert flatten_ring(points, closed=True) == [0.0, 1.0, 2.0, 3.3, 0.0, 1.0]
    assert flatten_ring(points, closed=False) == [0.0, 1.0, 2.0, 3.3]
