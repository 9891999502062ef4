"""A good choice soon: the candidate that adds most, again and again; one for one while it gets better; then shaken."""

from __future__ import annotations

import numpy as np

from nuantu.siting.instance import Instance
from nuantu.siting.problem import Ints

MOST_PASSES = 50
#: How often a choice is shaken, how many of its rows at most at a time, and from which seed.
SHAKES, SHAKEN, SEED = 250, 5, 20261122


def choose_greedily(instance: Instance) -> Ints:
    """Rows in the order in which they add most; of equals the first. Fewer than asked where nothing is left."""
    covers, left = instance.covers, instance.weights.copy()
    chosen: list[int] = []
    for _ in range(instance.sites):
        gains = covers @ left
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        chosen.append(best)
        left[covers.indices[covers.indptr[best]:covers.indptr[best + 1]]] = 0
    return np.array(chosen, dtype=np.int64)


def exchange(instance: Instance, rows: Ints) -> Ints:
    """Swap one chosen row for one that is not, the best swap of each place in turn, until none is better."""
    covers, weights = instance.covers, instance.weights
    chosen = list(rows)
    times = np.asarray(covers[rows].sum(axis=0)).ravel() if len(rows) else np.zeros(covers.shape[1], dtype=np.int64)
    for _ in range(MOST_PASSES):
        better = False
        for place, row in enumerate(chosen):
            mine = covers.indices[covers.indptr[row]:covers.indptr[row + 1]]
            times[mine] -= 1
            gains = covers @ np.where(times == 0, weights, 0)
            best = int(np.argmax(gains))
            if gains[best] > gains[row]:
                chosen[place], better = best, True
                mine = covers.indices[covers.indptr[best]:covers.indptr[best + 1]]
            times[mine] += 1
        if not better:
            break
    return np.array(chosen, dtype=np.int64)


def shake(instance: Instance, rows: Ints, shakes: int = SHAKES) -> Ints:
    """Replace a few rows by any others and exchange anew, again and again; the best choice met. The same each time."""
    others = instance.covers.shape[0] - len(rows)
    if len(rows) < 2 or others < 1:
        return rows
    rng = np.random.default_rng(SEED)
    best, value = rows, instance.value(rows)
    for _ in range(shakes):
        count = min(int(rng.integers(2, SHAKEN + 1)), len(rows), others)
        free = np.setdiff1d(np.arange(instance.covers.shape[0]), best)
        tried = best.copy()
        tried[rng.choice(len(best), count, replace=False)] = rng.choice(free, count, replace=False)
        tried = exchange(instance, tried)
        reached = instance.value(tried)
        if reached >= value:
            best, value = tried, reached
    return best


def order_by_gain(instance: Instance, rows: Ints) -> tuple[Ints, Ints]:
    """Chosen rows in the order in which each adds most to those before it, and what each adds."""
    covers, left = instance.covers, instance.weights.copy()
    waiting = sorted(int(row) for row in rows)
    ordered: list[int] = []
    gains: list[int] = []
    while waiting:
        adds = [int(left[covers.indices[covers.indptr[row]:covers.indptr[row + 1]]].sum()) for row in waiting]
        best = int(np.argmax(adds))
        gains.append(adds[best])
        row = waiting.pop(best)
        ordered.append(row)
        left[covers.indices[covers.indptr[row]:covers.indptr[row + 1]]] = 0
    return np.array(ordered, dtype=np.int64), np.array(gains, dtype=np.int64)
