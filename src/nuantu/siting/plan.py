"""A finished siting: which sites, in which order, why each, what is left, and how sure it is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nuantu.core.errors import InputError
from nuantu.siting.bound import find_prices
from nuantu.siting.cover import GAP, SECONDS, Cover, cover_most
from nuantu.siting.greedy import choose_greedily, order_by_gain
from nuantu.siting.instance import Instance, make_instance
from nuantu.siting.problem import Ints, Place, Siting
from nuantu.siting.reach import Reach, measure_reach

#: The curve goes on past what was asked by this factor, so that one sees what more would bring.
FURTHER = 1.5
CURVE_ROUNDS = 80
#: Who serves a point: a standing station, nobody although a candidate could, nobody at all.
STOOD, LEFT, OUT = 0, -1, -2


@dataclass(frozen=True)
class Gain:
    """What some points come to: how many, what they count, and the amounts of each source."""

    points: int
    weight: int
    amounts: Sequence[int]


@dataclass(frozen=True)
class Site:
    """A chosen candidate and why.

    ``new`` is what it adds to standing stations and the sites before it; ``all`` whatever lies within its reach;
    ``only`` what nobody else reaches, so what would be lost without it. ``walk_m`` is the mean walk of what it adds,
    weighted. ``instead`` is the best candidate in its place and ``worse`` what would be covered less.
    """

    rank: int
    place: Place
    new: Gain
    all: Gain
    only: Gain
    after: int
    walk_m: float
    instead: Place | None
    worse: int


@dataclass(frozen=True)
class Step:
    """One step of the curve: with so many sites this much is covered, and no choice covers more than ``at_most``."""

    sites: int
    covered: int
    at_most: int
    chosen: bool


@dataclass(frozen=True)
class Plan:
    """The answer. Weights count what is covered by standing stations (``before``) and new sites together.

    ``served`` says of each point who reaches it first: the rank of a new site, ``STOOD``, ``LEFT`` or ``OUT``.
    """

    siting: Siting
    sites: Sequence[Site]
    total: int
    before: int
    covered: int
    bound: int
    out_of_reach: Gain
    left: Gain
    cover: Cover
    curve: Sequence[Step]
    served: Ints
    seconds: float

    @property
    def gap(self) -> float:
        """Share of the bound on what new sites can add that may be missing."""
        return self.cover.gap


def plan_sites(siting: Siting, sites: int, *, gap: float = GAP, seconds: float = SECONDS) -> Plan:
    """Choose up to ``sites`` candidates.

    Raises InputError for a number that cannot be, SolverError without a solver.
    """
    begin = time.monotonic()
    if not 1 <= sites <= len(siting.candidates):
        raise InputError(f"{sites} sites cannot be chosen from {len(siting.candidates)} candidates", field="--sites",
                         fix="ask for 1 or more, and no more than there are candidates")
    reach, weights = measure_reach(siting), siting.weights
    instance = make_instance(reach, weights, sites)
    cover = cover_most(instance, gap=gap, seconds=seconds)
    before = int(weights[reach.stood].sum())
    ordered, gains = order_by_gain(instance, cover.rows)
    ordered, gains = ordered[gains > 0], gains[gains > 0]
    chosen = instance.candidate[ordered]
    served = _find_served(reach, chosen)
    return Plan(siting=siting, sites=_tell_sites(siting, reach, weights, chosen, before), total=siting.total,
                before=before, covered=before + cover.value, bound=before + cover.bound,
                out_of_reach=_add_up(siting, weights, ~reach.reachable),
                left=_add_up(siting, weights, served == LEFT),
                cover=cover, curve=trace_curve(instance, cover, ordered, before, len(siting.candidates)),
                served=served, seconds=time.monotonic() - begin)


def _find_served(reach: Reach, chosen: Ints) -> Ints:
    served = np.where(reach.stood, STOOD, np.where(reach.reachable, LEFT, OUT)).astype(np.int64)
    for rank, row in enumerate(chosen, start=1):
        mine = reach.walks.indices[reach.walks.indptr[row]:reach.walks.indptr[row + 1]]
        served[mine[served[mine] == LEFT]] = rank
    return served


def _add_up(siting: Siting, weights: Ints, points: Any) -> Gain:
    some = points & (weights > 0)
    return Gain(int(some.sum()), int(weights[some].sum()), [int(n) for n in siting.amounts[some].sum(axis=0)])


def _tell_sites(siting: Siting, reach: Reach, weights: Ints, chosen: Ints, before: int) -> list[Site]:
    covers = reach.covers
    times = reach.stood.astype(np.int64) + np.asarray(covers[chosen].sum(axis=0)).ravel()
    covered, after = reach.stood.copy(), before
    told = []
    for rank, row in enumerate(chosen, start=1):
        low, high = reach.walks.indptr[row], reach.walks.indptr[row + 1]
        mine, walks_m = reach.walks.indices[low:high], reach.walks.data[low:high] - 1
        within = np.zeros(len(weights), dtype=bool)
        within[mine] = True
        new = within & ~covered
        gained = _add_up(siting, weights, new)
        after += gained.weight
        share = np.where(new[mine], weights[mine], 0)
        walk_m = float(walks_m @ share / share.sum()) if share.sum() else 0.0
        instead, worse = _find_instead(siting, covers, weights, chosen, int(row), times)
        told.append(Site(rank, siting.candidates[row], gained, _add_up(siting, weights, within),
                         _add_up(siting, weights, within & (times == 1)), after, walk_m, instead, worse))
        covered |= within
    return told


def _find_instead(siting: Siting, covers: Any, weights: Ints, chosen: Ints, row: int, times: Ints
                  ) -> tuple[Place | None, int]:
    """The candidate that would replace a chosen one best, and what it would cover less."""
    mine = covers.indices[covers.indptr[row]:covers.indptr[row + 1]]
    open_points = times == 0
    open_points[mine[times[mine] == 1]] = True
    gains = covers @ np.where(open_points, weights, 0)
    own = int(gains[row])
    gains[chosen] = -1
    best = int(np.argmax(gains))
    return (None, own) if gains[best] <= 0 else (siting.candidates[best], own - int(gains[best]))


def trace_curve(instance: Instance, cover: Cover, ordered: Ints, before: int, most: int) -> list[Step]:
    """What one site, two, three … cover, in the order of building and on past the last; and what none can exceed."""
    length = min(max(len(ordered), int(np.ceil(len(ordered) * FURTHER))), instance.covers.shape[0], most)
    rows = _go_on(instance, ordered, length)
    steps = [Step(0, before, before, chosen=False)]
    prices, top = None, before
    for count in range(1, len(rows) + 1):
        covered = before + instance.value(rows[:count])
        prices, bound = find_prices(instance, count, covered - before, prices, CURVE_ROUNDS)
        at_most = min(before + cover.bound, before + bound) if count <= len(ordered) else before + bound
        top = max(top, covered, at_most)
        steps.append(Step(count, covered, top, chosen=count == len(ordered)))
    return steps


def _go_on(instance: Instance, ordered: Ints, length: int) -> Ints:
    left = instance.weights.copy()
    for row in ordered:
        left[instance.covers.indices[instance.covers.indptr[row]:instance.covers.indptr[row + 1]]] = 0
    rest = Instance(instance.covers, left, instance.candidate, length - len(ordered))
    return np.concatenate([ordered, choose_greedily(rest)]) if rest.sites > 0 else ordered
