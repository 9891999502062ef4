"""How far groups would come out again if other voters of the same kind had voted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nuantu.deliberation.axes import Axes, Ballots, find_axes
from nuantu.deliberation.grouping import find_groups, make_bases
from nuantu.deliberation.rand_index import measure_agreement
from nuantu.deliberation.votes import Floats, Ints

RUNS = 40
#: A draw holds no more voters than this, so that large deliberations do not wait for it; the answer then errs on the
#: side of less stable.
MOST_DRAWN = 4_000
#: A draw is worked out less finely than the whole: how often k-means of the groups begins, how often that of the bases
#: moves, and how closely the axes are sought.
RESTARTS, BASE_STEPS, CLOSE = 4, 8, 1e-7
#: The share of draws that counts as the worst.
LOW = 0.1


@dataclass(frozen=True)
class Stability:
    """Over all draws the mean adjusted Rand index, of the whole and of each group; ``low``: the whole's mean over the
    worst tenth of draws."""

    mean: float
    low: float
    groups: tuple[float, ...]


def measure_stability(ballots: Ballots, axes: Axes, labels: Mapping[int, Ints], seed: int,
                      runs: int) -> dict[int, Stability]:
    """Draw voters with replacement, find axes and groups anew, and compare with the groups of all.

    ``labels``: for each number of groups the label of every voter, (voters,). A group is compared with the group of
    the draw that shares most voters with it, as "in it or not".
    """
    found: dict[int, list[list[float]]] = {groups: [] for groups in labels}
    for run in range(runs):
        rng = np.random.default_rng([seed, 1, run])
        drawn = rng.integers(0, ballots.voters, min(ballots.voters, MOST_DRAWN))
        voters, weight = np.unique(drawn, return_counts=True)
        part = ballots.take(voters)
        again = find_axes(part, weight, axes.block, CLOSE)
        bases = make_bases(again.positions, weight, rng, BASE_STEPS)
        for groups, label in labels.items():
            wanted = int(label.max(initial=0)) + 1
            other = find_groups(again.positions, weight, bases, min(wanted, len(bases.points)), rng, RESTARTS).label
            found[groups].append(_compare(label[voters], other, wanted))
    return {groups: _sum_up(np.array(rows)) for groups, rows in found.items() if rows}


def _compare(label: Ints, other: Ints, groups: int) -> list[float]:
    """The agreement of the whole, then that of each group."""
    shared = np.zeros((groups, int(other.max(initial=0)) + 1), dtype=np.int64)
    np.add.at(shared, (label, other), 1)
    return [measure_agreement(label, other),
            *(measure_agreement((label == group).astype(np.int64), (other == shared[group].argmax()).astype(np.int64))
              for group in range(groups))]


def _sum_up(rows: Floats) -> Stability:
    means = rows.sum(axis=0) / len(rows)
    worst = np.sort(rows[:, 0])[:math.ceil(LOW * len(rows))]
    return Stability(float(means[0]), float(worst.sum() / len(worst)),
                     tuple(float(one) for one in means[1:]))
