"""What a siting is computed from: waits and orders of replayed days, wishes with their votes, stations, candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.models import Run
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.models import Unit
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.siting import FORMAT
from nuantu_hub.seam.siting_demand import gather_squares
from nuantu_hub.stations.domain.invented_city import find_degrees
from nuantu_hub.stations.domain.opening_hours import is_always_open
from nuantu_hub.stations.models import SiteCandidate, SitePlan, SiteWish, Station, TruckRoad

#: What speaks for a place: its name in words, its unit, and what one unit of it counts unless staff say otherwise.
SOURCES: Final[Mapping[str, tuple[Any, Any, int]]] = {
    "dwell": (_("等单"), _("分钟"), 1),
    "orders": (_("取送单"), _("次"), 4),
    "wishes": (_("支持票"), _("票"), 60),
}
SHARES: Final = {name: share for name, (_words, _unit, share) in SOURCES.items()}
#: Days with a place on the globe, the newest first, that the demand is taken from.
MOST_RUNS = 7
MOST_SHARE = 1000


@dataclass(frozen=True, slots=True)
class Gathered:
    """A problem as the engine takes it, and what it was gathered from: days, wishes, what was missing, in words."""

    problem: dict[str, Any]
    days: tuple[str, ...]
    lacks: tuple[str, ...]


def gather_problem(plan: SitePlan) -> Gathered:
    """Everything that a plan is computed from, as it is now."""
    unit = plan.unit
    points, days = _list_squares(unit)
    wished = _list_wishes(unit)
    lacks = [name for name, some in (("days", points), ("wishes", wished)) if not some]
    candidates = list(SiteCandidate.objects.at_hand().filter(unit__path__startswith=unit.path))
    problem: dict[str, Any] = {
        "format": FORMAT, "name": unit.name, "walk": {"minutes": plan.walk_minutes},
        "sources": {name: {"share": int(plan.shares.get(name, share))} for name, share in SHARES.items()},
        "candidates": [_tell_place(one.code, one.name, one.get_kind_display(), one) for one in candidates
                       if not one.is_for_trucks],
        "standing": [_tell_place(f"S-{one.code}", one.name, one.get_kind_display(), one)
                     for one in _list_standing(plan)],
        "points": [*points, *wished],
        "parks": [_tell_trucks(one) for one in candidates if one.kind == SiteCandidate.Kind.PARK],
        "roads": _list_roads(unit, candidates),
    }
    return Gathered(problem, days, tuple(lacks))


def _list_standing(plan: SitePlan) -> list[Station]:
    stood = Station.objects.filter(state=Station.State.USED)
    return [one for one in stood if not plan.around_the_clock or is_always_open(one)]


def _tell_place(key: str, name: str, kind: str, place: Any) -> dict[str, Any]:
    return {"id": key, "name": name, "kind": str(kind), "lat_deg": place.lat_deg, "lon_deg": place.lon_deg}


def _tell_trucks(one: SiteCandidate) -> dict[str, Any]:
    return {"id": one.code, "name": one.name, "trucks_per_day": one.trucks_per_day, "has_home": one.has_home,
            "counted_on": one.counted_on.isoformat() if one.counted_on else ""}


def _list_roads(unit: Unit, candidates: list[SiteCandidate]) -> list[dict[str, Any]]:
    found = []
    for road in TruckRoad.objects.filter(unit__path__startswith=unit.path):
        areas = [{**_tell_trucks(one), "km": one.road_km} for one in candidates
                 if one.kind == SiteCandidate.Kind.AREA and one.road == road.name and one.road_km is not None
                 and road.from_km <= one.road_km <= road.to_km]
        found.append({"name": road.name, "from_km": road.from_km, "to_km": road.to_km, "areas": areas})
    return found


def _list_squares(unit: Unit) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Squares of the newest days, summed over them; a day of a city without a place on the globe says nothing.

    Only the invented city of a demonstration has one: days of real platforms come without coordinates.
    """
    if not is_demo():
        return [], ()
    summed: dict[tuple[float, float], list[int]] = {}
    days = []
    for run in Run.objects.filter(Q(unit__path__startswith=unit.path) | Q(unit__in=_list_above(unit))).order_by(
            "-date", "id")[:MOST_RUNS]:
        try:
            squares = gather_squares(run.view)
        except RunError:
            continue
        days.append(run.date.isoformat())
        for one in squares:
            sums = summed.setdefault((one.x_m, one.y_m), [0, 0])
            sums[0] += one.wait_min
            sums[1] += one.orders
    rows = []
    for (x_m, y_m), (wait_min, orders) in sorted(summed.items()):
        lat, lon = find_degrees(x_m, y_m)
        rows.append({"id": f"Q-{x_m:.0f}-{y_m:.0f}", "lat_deg": round(lat, 6), "lon_deg": round(lon, 6),
                     "dwell": wait_min, "orders": orders})
    return rows, tuple(days)


def _list_above(unit: Unit) -> list[int]:
    """Keys of the units above one, whose days are about its streets too."""
    found, one = [], unit.parent
    while one is not None:
        found.append(one.pk)
        one = one.parent
    return found


def _list_wishes(unit: Unit) -> list[dict[str, Any]]:
    """Open wishes of the branch with the votes of persons who signed in; votes of browsers weigh nothing."""
    asked = SiteWish.objects.filter(state__in=(SiteWish.State.OPEN, SiteWish.State.PLANNED),
                                    unit__path__startswith=unit.path).exclude(need=SiteWish.Need.TRUCK).annotate(
        persons=Count("votes", filter=Q(votes__account__isnull=False))).filter(persons__gt=0).order_by("pk")
    return [{"id": f"W-{key}", "name": place, "lat_deg": lat, "lon_deg": lon, "wishes": persons}
            for key, place, lat, lon, persons in asked.values_list("pk", "place", "lat_deg", "lon_deg", "persons")]
