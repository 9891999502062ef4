"""Drivers' homes for trucks: which logistics parks come first, and which service areas close the gaps of a motorway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).parent / "data" / "driver_homes.yaml"


@dataclass(frozen=True, slots=True)
class HomeRule:
    """When a place comes first: trucks a day above this; at most so many km from one home to the next; whence."""

    trucks_above: int
    spacing_km: float
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class TruckPlace:
    """A logistics park or a service area: id, name, trucks a day (None: nobody counted), counted when, km mark."""

    id: str
    name: str
    trucks_per_day: int | None
    counted_on: str = ""
    km: float = 0.0
    has_home: bool = False


@dataclass(frozen=True, slots=True)
class Road:
    """A motorway from one km mark to another with its service areas."""

    name: str
    from_km: float
    to_km: float
    areas: Sequence[TruckPlace]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a park or an area: ``stands``, ``first``, ``spacing``, ``later`` or ``uncounted``.

    ``gap_km`` is the way between the homes before and behind it as they stand.
    """

    place: TruckPlace
    says: str
    road: str = ""
    gap_km: float | None = None


@dataclass(frozen=True, slots=True)
class RoadPlan:
    """A road with its homes: the areas to build in order, gaps (from km, to km) before and after, longer than asked."""

    road: Road
    verdicts: Sequence[Verdict]
    chosen: Sequence[TruckPlace]
    gaps_before: Sequence[tuple[float, float]]
    gaps_after: Sequence[tuple[float, float]]


@cache
def read_rule() -> HomeRule:
    """The thresholds that are shipped, with their source."""
    told: Mapping[str, Any] = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return HomeRule(int(told["trucks_above"]), float(told["spacing_km"]), str(told["source"]), str(told["standing"]))


def rank_parks(parks: Sequence[TruckPlace], rule: HomeRule) -> list[Verdict]:
    """Parks above the threshold first, by trucks; then those below; then those that nobody counted."""
    order = {"first": 0, "later": 1, "uncounted": 2, "stands": 3}
    verdicts = [Verdict(park, _judge(park, rule)) for park in parks]
    return sorted(verdicts, key=lambda one: (order[one.says], -(one.place.trucks_per_day or 0), one.place.id))


def _judge(place: TruckPlace, rule: HomeRule) -> str:
    if place.has_home:
        return "stands"
    if place.trucks_per_day is None:
        return "uncounted"
    return "first" if place.trucks_per_day > rule.trucks_above else "later"


def plan_road(road: Road, rule: HomeRule) -> RoadPlan:
    """The fewest areas that bring homes within the spacing, both ends of the road included.

    Areas above the threshold of trucks get a home in any case. Where areas lie too far apart the way beyond the spacing
    is kept as short as possible; of equally few areas those with the most trucks are taken.
    """
    stand = [area for area in road.areas if area.has_home]
    first = [area for area in road.areas if _judge(area, rule) == "first"]
    fixed = sorted([*stand, *first], key=lambda area: area.km)
    free = [area for area in road.areas if area not in fixed]
    chosen = _close_gaps(road, fixed, free, rule.spacing_km)
    before = find_gaps(road, stand, rule.spacing_km)
    after = find_gaps(road, [*fixed, *chosen], rule.spacing_km)
    verdicts = [Verdict(area, "spacing" if area in chosen else _judge(area, rule), road.name,
                        _gap_around(road, stand, area)) for area in sorted(road.areas, key=lambda area: area.km)]
    build = sorted([*first, *chosen], key=lambda area: area.km)
    return RoadPlan(road, verdicts, build, before, after)


def find_gaps(road: Road, homes: Sequence[TruckPlace], spacing_km: float) -> list[tuple[float, float]]:
    """Stretches without a home that are longer than the spacing, as km marks."""
    marks = [road.from_km, *sorted(home.km for home in homes), road.to_km]
    return [(low, high) for low, high in pairwise(marks) if high - low > spacing_km]


def _gap_around(road: Road, homes: Sequence[TruckPlace], area: TruckPlace) -> float:
    low = max((home.km for home in homes if home.km <= area.km and home is not area), default=road.from_km)
    high = min((home.km for home in homes if home.km >= area.km and home is not area), default=road.to_km)
    return round(high - low, 3)


Score = tuple[float, int, int]


def _close_gaps(road: Road, fixed: Sequence[TruckPlace], free: Sequence[TruckPlace], spacing_km: float
                ) -> list[TruckPlace]:
    """A shortest way from mark to mark: least excess over the spacing, then fewest new homes, then most trucks."""
    stops: list[tuple[float, TruckPlace | None, bool]] = [(road.from_km, None, True)]
    stops += sorted([*((area.km, area, True) for area in fixed), *((area.km, area, False) for area in free)],
                    key=lambda stop: (stop[0], not stop[2]))
    stops.append((road.to_km, None, True))
    best: list[tuple[Score, int]] = [((0.0, 0, 0), -1)]
    for here, (km, area, must) in enumerate(stops[1:], start=1):
        offers: list[tuple[Score, int]] = []
        for back in range(here - 1, -1, -1):
            (excess, count, trucks), _from = best[back]
            over = max(0.0, km - stops[back][0] - spacing_km)
            new = area is not None and not must
            carried = (area.trucks_per_day or 0) if new and area is not None else 0
            offers.append(((round(excess + over, 6), count + new, trucks - carried), back))
            if stops[back][2]:
                break  # a home that stands is never passed over
        best.append(min(offers))
    found: list[TruckPlace] = []
    here = len(stops) - 1
    while here > 0:
        here = best[here][1]
        area = stops[here][1]
        if area is not None and not stops[here][2]:
            found.append(area)
    return found[::-1]
