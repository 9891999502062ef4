"""The weighted silhouette: that of the people one by one."""

from __future__ import annotations

import numpy as np
import pytest
from tests.oracles import slow_deliberation

from nuantu.deliberation.silhouette import measure_silhouette


@pytest.mark.parametrize("seed", range(5))
def test_weights_are_people_on_one_spot(seed: int) -> None:
    """Against everybody's own distances to everybody else."""
    rng = np.random.default_rng(seed)
    points, weight, label = rng.normal(size=(12, 2)), rng.integers(1, 5, 12), np.arange(12) % 3
    people = [tuple(point) for point, count in zip(points.tolist(), weight, strict=True) for _ in range(count)]
    labels = np.repeat(label, weight).tolist()

    assert measure_silhouette(points, weight, label) == pytest.approx(
        slow_deliberation.measure_silhouette(people, labels))


def test_one_who_stands_alone_counts_nothing() -> None:
    """And a single group has no silhouette."""
    points = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 0.0]])

    assert measure_silhouette(points, np.array([1, 1, 1]), np.array([0, 0, 1])) == pytest.approx(
        slow_deliberation.measure_silhouette([tuple(one) for one in points.tolist()], [0, 0, 1]))
    assert measure_silhouette(points, np.array([1, 1, 1]), np.array([0, 0, 0])) == 0.0
