"""Bases and groups: planted groups are found, numbered by size, and described for a picture."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.deliberation.grouping import MOST_BASES, describe_groups, find_groups, make_bases, number_groups
from nuantu.deliberation.rand_index import measure_agreement


def draw_points(sizes: tuple[int, ...], seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Heaps of points around a circle of radius 5."""
    rng = np.random.default_rng(seed)
    label = np.repeat(np.arange(len(sizes)), sizes)
    angle = 2 * np.pi * label / len(sizes)
    return np.stack([5 * np.cos(angle), 5 * np.sin(angle)], axis=1) + rng.normal(size=(len(label), 2)), label


@pytest.mark.parametrize("seed", range(3))
def test_planted_heaps_are_found_and_the_largest_is_group_0(seed: int) -> None:
    """300, 200 and 100 voters."""
    points, planted = draw_points((100, 300, 200), seed)
    ones = np.ones(600, dtype=np.int64)
    bases = make_bases(points, ones, np.random.default_rng(seed))
    found = find_groups(points, ones, bases, 3, np.random.default_rng(seed))

    assert len(bases.points) == MOST_BASES
    assert measure_agreement(found.label, planted) > 0.97
    assert np.bincount(found.label).tolist() == sorted(np.bincount(found.label).tolist(), reverse=True)


def test_few_places_are_bases_of_their_own() -> None:
    """With as many voters as stand there."""
    points = np.array([[0.0, 0.0]] * 3 + [[1.0, 0.0]] * 2)
    bases = make_bases(points, np.array([1, 1, 1, 1, 5]), np.random.default_rng(0))

    assert (bases.points.tolist(), bases.weight.tolist()) == ([[0.0, 0.0], [1.0, 0.0]], [3, 6])
    assert bases.label.tolist() == [0, 0, 0, 1, 1]
    assert bases.most_groups == 2


@pytest.mark.parametrize(("places", "most"), [(1, 1), (2, 2), (11, 2), (12, 3), (36, 5), (100, 5)])
def test_more_groups_are_thought_of_where_more_bases_stand(places: int, most: int) -> None:
    """One for every twelve, from two to five, never more than there are places."""
    bases = make_bases(np.stack([np.arange(places, dtype=float), np.zeros(places)], axis=1),
                       np.ones(places, dtype=np.int64), np.random.default_rng(0))

    assert bases.most_groups == most


def test_equally_large_groups_are_numbered_by_their_first_voter() -> None:
    """And by weight, not by heads."""
    assert number_groups(np.array([2, 2, 0, 0, 1]), np.ones(5, dtype=np.int64)).tolist() == [0, 0, 1, 1, 2]
    assert number_groups(np.array([0, 0, 1]), np.array([1, 1, 5])).tolist() == [1, 1, 0]


def test_a_picture_holds_every_voter_once() -> None:
    """A point for what a base holds of a group; its place is the mean of its voters."""
    points, planted = draw_points((40, 30))
    ones = np.ones(70, dtype=np.int64)
    bases = make_bases(points, ones, np.random.default_rng(0))
    told = describe_groups(points, ones, bases, planted)

    assert told.point_weight.sum() == 70
    assert [int(told.point_weight[told.point_group == group].sum()) for group in (0, 1)] == [40, 30]
    assert np.average(told.points, axis=0, weights=told.point_weight) == pytest.approx(points.mean(axis=0))
