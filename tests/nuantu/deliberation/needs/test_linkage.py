"""Phrases are joined by meaning and by being said together, the most alike first."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.deliberation.needs.linkage import Floats, Linkage
from nuantu.deliberation.needs.meaning import Vectors, shorten


def _join_slowly(vectors: Vectors, weights: Floats, together: Floats, shared: Floats, texts: int,
                 pull: float, least: float) -> list[int]:
    """The definition: every pair of groups is weighed anew in every round."""
    groups = [[row] for row in range(len(vectors))]
    while len(groups) > 1:
        best = (-np.inf, 0, 0)
        for one in range(len(groups)):
            for other in range(one + 1, len(groups)):
                a, b = groups[one], groups[other]
                weight = np.outer(weights[a], weights[b])
                cosine = float((weight * (vectors[a] @ vectors[b].T)).sum() / weight.sum())
                chance = shared[a].sum() * shared[b].sum() / texts
                like = cosine + pull * np.log((together[np.ix_(a, b)].sum() + 1) / (chance + 1))
                if like > best[0] + 1e-9:
                    best = (like, one, other)
        if best[0] < least:
            break
        groups[best[1]] += groups.pop(best[2])
    first = sorted(groups, key=min)
    return [next(n for n, group in enumerate(first) if row in group) for row in range(len(vectors))]


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_weighing_every_pair_gives(seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = shorten(rng.normal(size=(14, 4)).astype(np.float32))
    weights = rng.integers(1, 30, 14).astype(float)
    together = np.triu(rng.integers(0, 4, (14, 14)), 1).astype(float)
    together += together.T
    shared = rng.integers(1, 20, 14).astype(float)
    found = Linkage(vectors, weights, together, shared, 60, 0.3).join(0.35)
    assert found.tolist() == _join_slowly(vectors, weights, together, shared, 60, 0.3, 0.35)


def test_what_is_said_together_is_joined_though_unlike() -> None:
    vectors = np.eye(3, dtype=np.float32)
    together = np.array([[0, 9, 0], [9, 0, 0], [0, 0, 0]], float)
    assert Linkage(vectors, np.full(3, 10.0), together, np.full(3, 10.0), 100, 0.3).join(0.3).tolist() == [0, 0, 1]


def test_nothing_and_one_alone() -> None:
    empty = np.zeros((0, 4), np.float32)
    assert Linkage(empty, np.zeros(0), np.zeros((0, 0)), np.zeros(0), 0, 0.3).join(0.3).tolist() == []
    one = np.ones(1)
    assert Linkage(np.ones((1, 4), np.float32), one, np.zeros((1, 1)), one, 1, 0.3).join(0.3).tolist() == [0]
