"""From positions to groups: base clusters, then for a number of groups the partition that lies tightest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.deliberation.kmeans import draw_centres, settle, split_points
from nuantu.deliberation.silhouette import measure_silhouette
from nuantu.deliberation.votes import Floats, Ints

MOST_BASES = 100
BASE_STEPS = 30
RESTARTS = 12
FEWEST_GROUPS, MOST_GROUPS = 2, 5
#: One more group is thought of for so many base clusters.
BASES_A_GROUP = 12


@dataclass(frozen=True, eq=False)
class Bases:
    """At most a hundred points that stand for all voters: ``label`` (voters,), ``points`` (bases, 2), ``weight``."""

    label: Ints
    points: Floats
    weight: Ints

    @property
    def most_groups(self) -> int:
        """How many groups are thought of where nobody says."""
        return min(MOST_GROUPS, FEWEST_GROUPS + len(self.points) // BASES_A_GROUP, len(self.points))


@dataclass(frozen=True, eq=False)
class Grouping:
    """``label`` (voters,) from 0, the largest group first; ``points`` of a picture: position, voters, group of each."""

    label: Ints
    groups: int
    silhouette: float
    points: Floats
    point_weight: Ints
    point_group: Ints


def make_bases(positions: Floats, weight: Ints, rng: np.random.Generator, steps: int = BASE_STEPS) -> Bases:
    """Every distinct position where there are few, else a hundred means of near ones."""
    distinct, label = np.unique(positions, axis=0, return_inverse=True)
    label = label.reshape(-1).astype(np.int64)
    held = np.bincount(label, weight, len(distinct)).astype(np.int64)
    if len(distinct) <= MOST_BASES:
        return Bases(label, distinct, held)
    found = settle(distinct, held, draw_centres(distinct, held, MOST_BASES, rng), steps)
    return Bases(found.label[label], found.centres, np.bincount(found.label, held).astype(np.int64))


def find_groups(positions: Floats, weight: Ints, bases: Bases, groups: int, rng: np.random.Generator,
                restarts: int = RESTARTS) -> Grouping:
    """The tightest partition of the bases, then of the voters themselves, begun at its centres."""
    begun = split_points(bases.points, bases.weight, groups, rng, restarts)
    found = settle(positions, weight, begun.centres)
    return describe_groups(positions, weight, bases, number_groups(found.label, weight))


def number_groups(label: Ints, weight: Ints) -> Ints:
    """The largest group is 0; of equally large ones that of the first voter comes first."""
    held = np.bincount(label, weight)
    first = np.full(len(held), len(label))
    np.minimum.at(first, label, np.arange(len(label)))
    order = np.lexsort((first, -held))
    place = np.empty(len(held), dtype=np.int64)
    place[order] = np.arange(len(held))
    return place[label]


def describe_groups(positions: Floats, weight: Ints, bases: Bases, label: Ints) -> Grouping:
    """The silhouette and the points of a picture: a point is what one base holds of one group."""
    groups = int(label.max(initial=0)) + 1
    cells, cell = np.unique(bases.label * groups + label, return_inverse=True)
    held = np.bincount(cell, weight).astype(np.int64)
    points = np.stack([np.bincount(cell, weight * positions[:, axis]) / held for axis in (0, 1)], axis=1)
    return Grouping(label, groups, measure_silhouette(points, held, cells % groups), points, held, cells % groups)
