"""The JSON says what the plan says, in plain values."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.nuantu.siting.small_sitings import put_in_line

from nuantu.siting.effect import compare_plans
from nuantu.siting.plan import plan_sites
from nuantu.siting.roads import HomeRule, Road, TruckPlace, plan_road, rank_parks
from nuantu.siting.telling import tell_effect, tell_homes, tell_plan


def test_a_plan_is_told_with_gap_bound_curve_and_reasons() -> None:
    """All of it survives being written as JSON."""
    siting = put_in_line(standing=(0.0,))
    told = json.loads(json.dumps(tell_plan(plan_sites(siting, 1, gap=0.0))))

    assert {key: told[key] for key in ("total", "before", "covered", "bound", "gained", "gain_bound", "gap", "ended",
                                       "bound_by", "walk", "left", "out_of_reach")} == {
        "total": 20, "before": 3, "covered": 15, "bound": 15, "gained": 12, "gain_bound": 12, "gap": 0.0,
        "ended": "proven", "bound_by": "prices", "walk": {"along": "line", "detour_pm": 1000},
        "left": {"points": 5, "weight": 5, "orders": 5, "wishes": 0},
        "out_of_reach": {"points": 0, "weight": 0, "orders": 0, "wishes": 0}}
    assert told["sites"] == [{
        "rank": 1, "id": "C", "name": "site C", "x_m": 500.0, "y_m": 0.0,
        "newly_covered": {"points": 3, "weight": 12, "orders": 6, "wishes": 3},
        "covers": {"points": 3, "weight": 12, "orders": 6, "wishes": 3},
        "only_here": {"points": 3, "weight": 12, "orders": 6, "wishes": 3},
        "covered_after": 15, "mean_walk_m": 12, "worse_instead": 7, "instead": "B"}]
    assert told["served"] == [0] * 3 + [-1] * 5 + [1] * 3
    assert told["curve"] == [{"sites": 0, "covered": 3, "at_most": 3}, {"sites": 1, "covered": 15, "at_most": 15},
                             {"sites": 2, "covered": 20, "at_most": 20}]


def test_places_given_in_degrees_are_told_in_degrees() -> None:
    """C lies 500 m east of the origin."""
    told = tell_plan(plan_sites(replace(put_in_line(), plane=(39.9, 116.4)), 1))

    assert (told["sites"][0]["lat_deg"], told["sites"][0]["lon_deg"]) == (39.9, 116.405861)


def test_an_effect_is_told_by_places_and_amounts() -> None:
    """With names of the sources."""
    siting = put_in_line()
    siting.amounts[10] = [1, 5]
    effect = compare_plans("wishes", plan_sites(siting, 1), plan_sites(siting.without("wishes"), 1))

    assert tell_effect(siting, effect) == {
        "source": "wishes", "came_in": [{"id": "C", "name": "site C", "x_m": 500.0, "y_m": 0.0}],
        "went_out": [{"id": "B", "name": "site B", "x_m": 250.0, "y_m": 0.0}], "stayed": 0,
        "covered_with": {"orders": 3, "wishes": 5}, "covered_without": {"orders": 5, "wishes": 0}}


def test_homes_are_told_with_their_rule() -> None:
    """Parks and roads, each with its verdict."""
    rule = HomeRule(300, 200.0, "source", "standing")
    told = tell_homes(rule, rank_parks([TruckPlace("k", "park", 400, "2026-10-01")], rule),
                      [plan_road(Road("G2", 0, 300, [TruckPlace("a", "area", None, km=150)]), rule)])

    assert told["rule"] == {"trucks_above": 300, "spacing_km": 200.0, "source": "source", "standing": "standing"}
    assert told["parks"] == [{"id": "k", "name": "park", "says": "first", "trucks_per_day": 400,
                              "counted_on": "2026-10-01"}]
    assert told["roads"] == [{
        "name": "G2", "from_km": 0, "to_km": 300, "build": ["a"], "gaps_before": [[0, 300]], "gaps_after": [],
        "areas": [{"id": "a", "name": "area", "says": "spacing", "trucks_per_day": None, "counted_on": "", "km": 150,
                   "gap_km": 300}]}]
