"""Siting by hand: every choice of sites tried, reach measured pair by pair, gain counted point by point."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from nuantu.siting.problem import Place, Siting


def walk_line(siting: Siting, place: Place, point: int) -> float:
    """Metres on foot from a place to a point: the straight line with its detour."""
    x_m, y_m = siting.points_m[point]
    return hypot(place.x_m - x_m, place.y_m - y_m) * siting.detour_pm / 1000


def list_reached(siting: Siting, place: Place) -> set[int]:
    """Numbers of the points within reach of a place."""
    return {point for point in range(len(siting.points)) if walk_line(siting, place, point) <= siting.reach_m}


def count_weight(siting: Siting, points: set[int]) -> int:
    """What some points count together."""
    shares = [source.share for source in siting.sources]
    return sum(int(amount) * share for point in points
               for amount, share in zip(siting.amounts[point], shares, strict=True))


def try_all(siting: Siting, sites: int) -> int:
    """The most that standing stations and so many new sites cover together, by trying every choice."""
    stood = set().union(*(list_reached(siting, place) for place in siting.standing))
    reached = [list_reached(siting, place) for place in siting.candidates]
    return max(count_weight(siting, stood.union(*(reached[one] for one in choice)))
               for choice in combinations(range(len(reached)), min(sites, len(reached))))


def choose_by_hand(siting: Siting, sites: int) -> list[str]:
    """Ids of the candidates that add most, one after the other; of equals the one that stands first."""
    covered = set().union(*(list_reached(siting, place) for place in siting.standing))
    reached = {place.id: list_reached(siting, place) for place in siting.candidates}
    chosen: list[str] = []
    for _ in range(sites):
        gains = {key: count_weight(siting, points - covered) for key, points in reached.items() if key not in chosen}
        best = max(gains, key=lambda key: gains[key])
        if gains[best] <= 0:
            break
        chosen.append(best)
        covered |= reached[best]
    return chosen
