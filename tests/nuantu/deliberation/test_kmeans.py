"""Weighted k-means: the tightest split of small sets, found by trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nuantu.deliberation.kmeans import draw_centres, find_nearest, settle, split_points


def measure_spread(points: np.ndarray, weight: np.ndarray, label: np.ndarray) -> float:
    """Weighted squared distances to the means of the parts."""
    spread = 0.0
    for part in np.unique(label):
        here = label == part
        mean = np.average(points[here], axis=0, weights=weight[here])
        spread += float((weight[here] * ((points[here] - mean) ** 2).sum(axis=1)).sum())
    return spread


@pytest.mark.parametrize("seed", range(6))
def test_no_split_of_nine_points_is_tighter(seed: int) -> None:
    """Against every way to put nine weighted points into two parts."""
    rng = np.random.default_rng(seed)
    points, weight = rng.normal(size=(9, 2)), rng.integers(1, 9, 9)
    found = split_points(points, weight, 2, np.random.default_rng(0), 20)
    best = min(measure_spread(points, weight, np.array([0, *rest])) for rest in product((0, 1), repeat=8))

    assert found.spread == pytest.approx(best)
    assert measure_spread(points, weight, found.label) == pytest.approx(best)


def test_the_same_seed_gives_the_same_split() -> None:
    """To the last bit, centres too."""
    points = np.random.default_rng(3).normal(size=(200, 2))
    weight = np.ones(200, dtype=np.int64)
    one, other = (split_points(points, weight, 4, np.random.default_rng(7), 3) for _ in range(2))

    assert one.label.tolist() == other.label.tolist()
    assert one.centres.tobytes() == other.centres.tobytes()


def test_centres_are_drawn_at_different_points() -> None:
    """As many as asked, or as there are places."""
    points = np.array([[0.0, 0.0]] * 5 + [[1.0, 0.0]] * 5)
    drawn = draw_centres(points, np.ones(10, dtype=np.int64), 4, np.random.default_rng(0))

    assert sorted(drawn[:, 0].tolist()) == [0.0, 1.0]


def test_of_equally_near_centres_the_first_takes_the_point() -> None:
    """In blocks as in one go."""
    points = np.array([[0.5, 0.0], [0.4, 0.0], [0.6, 0.0]])

    assert find_nearest(points, np.array([[0.0, 0.0], [1.0, 0.0]])).tolist() == [0, 0, 1]


def test_a_centre_without_points_is_left_out() -> None:
    """Labels stay without a gap."""
    begin = np.array([[0.0, 0.0], [50.0, 0.0], [1.0, 0.0]])
    found = settle(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([1, 1]), begin)

    assert found.label.tolist() == [0, 1]
    assert found.centres.tolist() == [[0.0, 0.0], [1.0, 0.0]]
