"""Whole texts compared by meaning, where nobody knows their phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from nuantu.deliberation.needs.linkage import Linkage
from nuantu.deliberation.needs.meaning import DIMENSIONS, Vectors, encode
from nuantu.deliberation.needs.need import Need
from nuantu.deliberation.needs.wording import normalise

LEAST_LIKE = 0.45
"""Mean cosine of whole texts from which they are one problem."""
READ = 4
"""So many texts of a group stand for it."""


def place_loose(loose: Sequence[Need], groups: Sequence[Sequence[Need]]) -> list[list[Need]]:
    """The groups with the loose needs in them: each in the one it is most like, the others with their like, behind.

    Whoever is like no group by ``LEAST_LIKE`` is linked with the other such needs at the same mean cosine.
    """
    placed = [list(group) for group in groups]
    if not loose:
        return placed
    points = encode([normalise(need.text) for need in loose])
    like = points @ find_middles(groups).T
    rest = []
    for row, need in enumerate(loose):
        best = int(like[row].argmax()) if like.shape[1] else -1
        if best >= 0 and like[row, best] >= LEAST_LIKE:
            placed[best].append(need)
        else:
            rest.append(row)
    return placed + [[loose[row] for row in rows] for rows in _link(points, rest)]


def find_middles(groups: Iterable[Sequence[Need]]) -> Vectors:
    """Mean point of ``READ`` texts of each group, evenly taken: its product with a point is the mean cosine."""
    taken = [list(group)[:: -(-len(group) // READ)] for group in groups if group]
    points = encode([normalise(need.text) for group in taken for need in group])
    middles = np.zeros((len(taken), DIMENSIONS), np.float32)
    np.add.at(middles, np.repeat(np.arange(len(taken)), [len(group) for group in taken]), points)
    return middles / np.array([len(group) for group in taken], np.float32).reshape(-1, 1)


def _link(points: Vectors, rows: Sequence[int]) -> list[list[int]]:
    count = len(rows)
    alone = np.zeros((count, count))
    own = Linkage(points[list(rows)], np.ones(count), alone, np.zeros(count), 0, 0.0).join(LEAST_LIKE)
    grouped: dict[int, list[int]] = defaultdict(list)
    for row, number in zip(rows, own, strict=True):
        grouped[int(number)].append(row)
    return list(grouped.values())
