"""Weighted k-means in the plane: reproducible from a seed, alike on every machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.deliberation.votes import Floats, Ints

MOST_STEPS = 300
#: Points times centres that are held at once.
AT_ONCE = 2_000_000


@dataclass(frozen=True, eq=False)
class Partition:
    """``label`` (points,) from 0; ``centres`` (k, 2); ``spread``: weighted sum of squared distances to the centre."""

    label: Ints
    centres: Floats
    spread: float


def split_points(points: Floats, weight: Ints, groups: int, rng: np.random.Generator, restarts: int) -> Partition:
    """The tightest of some partitions, each begun at points drawn far from one another.

    One that lost a centre on its way comes behind one that did not.
    """
    found = [settle(points, weight, draw_centres(points, weight, groups, rng)) for _ in range(restarts)]
    best = found[0]
    for one in found[1:]:
        more = len(one.centres) - len(best.centres)
        if more > 0 or (more == 0 and one.spread < best.spread * (1 - 1e-12)):
            best = one
    return best


def draw_centres(points: Floats, weight: Ints, groups: int, rng: np.random.Generator) -> Floats:
    """Centres among the points, each next one drawn by weight times squared distance to those before."""
    chance = weight.astype(np.float64)
    chosen: list[int] = []
    nearest = np.full(len(points), np.inf)
    for _ in range(groups):
        total = np.cumsum(chance)
        pick = int(np.searchsorted(total, rng.random() * total[-1], side="right"))
        chosen.append(min(pick, len(points) - 1))
        nearest = np.minimum(nearest, _square(points, points[chosen[-1]]))
        chance = weight * nearest
        if not chance.any():
            break
    return points[chosen].copy()


def settle(points: Floats, weight: Ints, centres: Floats, steps: int = MOST_STEPS) -> Partition:
    """Move centres to the mean of their points and points to their nearest centre until nothing moves.

    Of two equally near centres the first takes the point. A centre that loses all its points is left out.
    """
    label = np.full(len(points), -1, dtype=np.int64)
    for _ in range(steps):
        found = find_nearest(points, centres)
        kept, found = np.unique(found, return_inverse=True)
        if len(kept) == len(centres) and np.array_equal(found, label):
            break
        label = found
        held = np.bincount(label, weight)
        centres = np.stack([np.bincount(label, weight * points[:, axis]) / held for axis in (0, 1)], axis=1)
    return Partition(label, centres, float((weight * _square(points, centres[label])).sum()))


def find_nearest(points: Floats, centres: Floats) -> Ints:
    """For each point the position of the nearest centre, (points,)."""
    rows = max(1, AT_ONCE // len(centres))
    found = [np.argmin(_square(points[begin:begin + rows, None], centres), axis=1)
             for begin in range(0, len(points), rows)]
    return np.concatenate(found).astype(np.int64)


def _square(points: Floats, others: Floats) -> Floats:
    """Squared distances, written out so that they are added in one order."""
    across, along = points[..., 0] - others[..., 0], points[..., 1] - others[..., 1]
    across *= across
    along *= along
    across += along
    return across
