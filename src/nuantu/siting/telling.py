"""A siting as JSON: plain values, the same for the same plan but for the seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nuantu.siting.effect import Effect
from nuantu.siting.plan import Gain, Plan, Site
from nuantu.siting.plane import to_degrees
from nuantu.siting.problem import Place, Siting
from nuantu.siting.roads import HomeRule, RoadPlan, Verdict

FORMAT = "nuantu-siting-plan/1"


def tell_plan(plan: Plan) -> dict[str, Any]:
    """The covering plan."""
    siting = plan.siting
    return {
        "format": FORMAT, "name": siting.name, "input_sha256": siting.digest,
        "candidates": len(siting.candidates), "points": len(siting.points), "standing": len(siting.standing),
        "walk_m": siting.reach_m, "walk": _say_walk(siting),
        "sources": [{"name": one.name, "share": one.share, "unit": one.unit} for one in siting.sources],
        "total": plan.total, "before": plan.before, "covered": plan.covered, "bound": plan.bound,
        "gained": plan.cover.value, "gain_bound": plan.cover.bound, "gap": round(plan.gap, 6),
        "bound_by": plan.cover.bound_by, "ended": plan.cover.ended, "solver": plan.cover.solver,
        "seconds": round(plan.seconds, 2), "out_of_reach": _tell_gain(siting, plan.out_of_reach),
        "left": _tell_gain(siting, plan.left), "sites": [_tell_site(siting, site) for site in plan.sites],
        "served": [int(one) for one in plan.served],
        "curve": [{"sites": step.sites, "covered": step.covered, "at_most": step.at_most} for step in plan.curve],
    }


def _say_walk(siting: Siting) -> dict[str, Any]:
    if siting.walks_m is not None:
        return {"along": "told walks"}
    if siting.streets is not None:
        return {"along": "streets", "nodes": len(siting.streets.xy_m), "edges": len(siting.streets.ends)}
    return {"along": "line", "detour_pm": siting.detour_pm}


def _tell_gain(siting: Siting, gain: Gain) -> dict[str, Any]:
    return {"points": gain.points, "weight": gain.weight,
            **{source.name: amount for source, amount in zip(siting.sources, gain.amounts, strict=True)}}


def _tell_place(siting: Siting, place: Place) -> dict[str, Any]:
    told: dict[str, Any] = {"id": place.id, "name": place.name}
    if place.kind:
        told["kind"] = place.kind
    if siting.plane is None:
        return told | {"x_m": place.x_m, "y_m": place.y_m}
    lat, lon = to_degrees(place.x_m, place.y_m, siting.plane)
    return told | {"lat_deg": round(lat, 6), "lon_deg": round(lon, 6)}


def _tell_site(siting: Siting, site: Site) -> dict[str, Any]:
    return {"rank": site.rank, **_tell_place(siting, site.place), "newly_covered": _tell_gain(siting, site.new),
            "covers": _tell_gain(siting, site.all), "only_here": _tell_gain(siting, site.only),
            "covered_after": site.after, "mean_walk_m": round(site.walk_m), "worse_instead": site.worse,
            "instead": None if site.instead is None else site.instead.id}


def tell_effect(siting: Siting, effect: Effect) -> dict[str, Any]:
    """What a source changed."""
    names = [source.name for source in siting.sources]
    return {"source": effect.source, "came_in": [_tell_place(siting, one) for one in effect.came_in],
            "went_out": [_tell_place(siting, one) for one in effect.went_out], "stayed": effect.stayed,
            "covered_with": dict(zip(names, effect.amounts_with, strict=True)),
            "covered_without": dict(zip(names, effect.amounts_without, strict=True))}


def tell_homes(rule: HomeRule, parks: Sequence[Verdict], roads: Sequence[RoadPlan]) -> dict[str, Any]:
    """Parks in their order, and each road with what closes its gaps."""
    return {
        "rule": {"trucks_above": rule.trucks_above, "spacing_km": rule.spacing_km, "source": rule.source,
                 "standing": rule.standing},
        "parks": [_tell_verdict(one) for one in parks],
        "roads": [{"name": plan.road.name, "from_km": plan.road.from_km, "to_km": plan.road.to_km,
                   "areas": [_tell_verdict(one) for one in plan.verdicts],
                   "build": [area.id for area in plan.chosen],
                   "gaps_before": [list(gap) for gap in plan.gaps_before],
                   "gaps_after": [list(gap) for gap in plan.gaps_after]} for plan in roads],
    }


def _tell_verdict(one: Verdict) -> dict[str, Any]:
    told = {"id": one.place.id, "name": one.place.name, "says": one.says, "trucks_per_day": one.place.trucks_per_day,
            "counted_on": one.place.counted_on}
    return told | ({"km": one.place.km, "gap_km": one.gap_km} if one.road else {})
