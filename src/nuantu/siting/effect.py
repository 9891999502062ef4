"""What one source changes: the same siting with it and without it, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nuantu.siting.plan import Plan
from nuantu.siting.problem import Place
from nuantu.siting.reach import measure_reach


@dataclass(frozen=True)
class Effect:
    """Sites that a source brings in and pushes out, and amounts of every source covered with it and without it."""

    source: str
    came_in: Sequence[Place]
    went_out: Sequence[Place]
    stayed: int
    amounts_with: Sequence[int]
    amounts_without: Sequence[int]


def compare_plans(source: str, plan: Plan, without: Plan) -> Effect:
    """What the source did to the choice. Both plans must be of the same siting."""
    ours = {site.place.id: site.place for site in plan.sites}
    theirs = {site.place.id: site.place for site in without.sites}
    return Effect(source, [place for key, place in ours.items() if key not in theirs],
                  [place for key, place in theirs.items() if key not in ours], len(ours.keys() & theirs.keys()),
                  count_amounts(plan), count_amounts(without))


def count_amounts(plan: Plan) -> list[int]:
    """The amount of each source within reach of a standing station or a chosen site."""
    siting = plan.siting
    reach = measure_reach(siting)
    chosen = {site.place.id for site in plan.sites}
    rows = np.array([number for number, place in enumerate(siting.candidates) if place.id in chosen], dtype=np.int64)
    covered = reach.stood | (np.asarray(reach.covers[rows].sum(axis=0)).ravel() > 0)
    return [int(amount) for amount in siting.amounts[covered].sum(axis=0)]
