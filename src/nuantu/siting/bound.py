"""How much any choice could cover at most, by prices: a proof in whole numbers that anybody can check.

Every point has a price between nought and its weight. Whoever covers a point gets its price; the point keeps the rest
of its weight. A choice of n candidates can then be worth no more than what all points keep plus the n dearest
candidates (a Lagrangian relaxation of "a point is covered once", whatever the prices). Good prices make this close.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nuantu.siting.instance import Instance
from nuantu.siting.problem import Floats, Ints

#: Prices are whole numbers of so many parts of a weight's unit.
PARTS = 1000
ROUNDS = 400
PATIENCE = 12


def prove_bound(instance: Instance, prices: Ints, sites: int) -> int:
    """No choice of so many rows covers more than this; exact for whatever prices (in parts, int64)."""
    if sites <= 0 or not len(instance.weights):
        return 0
    whole = instance.weights * PARTS
    prices = np.clip(prices, 0, whole)
    kept = int((whole - prices).sum())
    earned = np.sort(instance.covers @ prices)
    return min((kept + int(earned[-sites:].sum())) // PARTS, int(instance.weights.sum()))


def find_prices(instance: Instance, sites: int, reached: int, start: Ints | None = None, rounds: int = ROUNDS
                ) -> tuple[Ints, int]:
    """Prices (in parts) that prove a low bound for this many sites, and the bound.

    ``reached`` is what a known choice covers; ``start`` are prices to begin with. Subgradient steps, shortened when
    the bound stays.
    """
    weights = instance.weights.astype(np.float64)
    prices = weights / 2 if start is None else start / PARTS
    best, best_prices = np.inf, prices
    pace, stuck = 1.0, 0
    for _ in range(rounds):
        bound, slope = _price(instance, weights, prices, sites)
        if bound < best - 1e-6 * max(1.0, abs(best) if np.isfinite(best) else 1.0):
            best, best_prices, stuck = bound, prices, 0
        else:
            stuck += 1
            if stuck >= PATIENCE:
                pace, stuck, prices = pace / 2, 0, best_prices
                bound, slope = _price(instance, weights, prices, sites)
        size = float(slope @ slope)
        if pace < 0.004 or size == 0 or best - reached < 1:
            break
        prices = np.clip(prices - slope * (pace * max(bound - reached, 1.0) / size), 0, weights)
    whole = np.round(best_prices * PARTS).astype(np.int64)
    return whole, prove_bound(instance, whole, sites)


def _price(instance: Instance, weights: Floats, prices: Floats, sites: int) -> tuple[float, NDArray[np.float64]]:
    """The bound that prices give, and how it changes with each price."""
    earned = instance.covers @ prices
    dearest = np.argpartition(earned, len(earned) - sites)[len(earned) - sites:]
    bound = float((weights - prices).sum() + earned[dearest].sum())
    slope = np.asarray(instance.covers[dearest].sum(axis=0), dtype=np.float64).ravel() - 1
    return bound, slope
