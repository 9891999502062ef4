"""Parks by their trucks, roads by their gaps: against every choice of areas."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from nuantu.siting.roads import HomeRule, Road, TruckPlace, find_gaps, plan_road, rank_parks, read_rule

RULE = HomeRule(300, 200.0, "source", "")


def test_the_shipped_thresholds_name_their_source_and_standing() -> None:
    """More than 300 trucks a day, at most 200 km, from a third party's summary, which is said."""
    rule = read_rule()

    assert (rule.trucks_above, rule.spacing_km) == (300, 200.0)
    assert "1059号" in rule.source
    assert "第三方" in rule.standing


def test_parks_come_by_trucks_and_an_uncounted_one_is_not_guessed() -> None:
    """Exactly 300 is not above 300; nobody counted is its own answer; a home that stands comes last."""
    parks = [TruckPlace("a", "", 300), TruckPlace("b", "", None), TruckPlace("c", "", 301), TruckPlace("d", "", 900),
             TruckPlace("e", "", 2000, has_home=True)]

    assert [(one.place.id, one.says) for one in rank_parks(parks, RULE)] == [
        ("d", "first"), ("c", "first"), ("a", "later"), ("b", "uncounted"), ("e", "stands")]


def area(km: float, trucks: int | None = 100, *, home: bool = False) -> TruckPlace:
    """A service area named by its km mark."""
    return TruckPlace(f"a{km:g}", "", trucks, km=km, has_home=home)


def test_the_fewest_areas_close_the_gaps_and_the_busier_one_is_taken() -> None:
    """From 0 to 400 one area in the middle is enough; of 190, 200 and 205 only 200 leaves no gap."""
    plan = plan_road(Road("G2", 0, 400, [area(190), area(200, 5), area(205, 299)]), RULE)

    assert [one.id for one in plan.chosen] == ["a200"]
    assert (plan.gaps_before, plan.gaps_after) == ([(0, 400)], [])
    assert [one.says for one in plan.verdicts] == ["later", "spacing", "later"]
    assert [one.gap_km for one in plan.verdicts] == [400, 400, 400]


def test_a_busy_area_gets_a_home_whatever_the_spacing() -> None:
    """Above the threshold it comes first, and counts for the spacing of the others."""
    plan = plan_road(Road("G2", 0, 350, [area(100, 301), area(180, 200), area(250, home=True)]), RULE)

    assert [(one.id) for one in plan.chosen] == ["a100"]
    assert [one.says for one in plan.verdicts] == ["first", "later", "stands"]


def test_a_gap_that_no_area_can_close_is_left_and_named() -> None:
    """Areas at 100 and 500 leave 400 km between them."""
    plan = plan_road(Road("G2", 0, 600, [area(100), area(500)]), RULE)

    assert plan.gaps_after == [(100, 500)]
    assert [one.id for one in plan.chosen] == ["a100", "a500"]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40), st.booleans()), max_size=7,
                unique_by=lambda row: row[0]))
def test_no_other_choice_is_better(rows: list[tuple[int, int, bool]]) -> None:
    """Least way beyond the spacing, then fewest areas, then most trucks, of all subsets."""
    rule = HomeRule(30, 25.0, "", "")
    road = Road("G2", 0, 90, [area(km, trucks, home=home) for km, trucks, home in rows])
    held = [one for one in road.areas if one.has_home or (one.trucks_per_day or 0) > 30]
    free = [one for one in road.areas if one not in held]

    def score(some: tuple[TruckPlace, ...]) -> tuple[float, int, int]:
        gaps = find_gaps(road, [*held, *some], rule.spacing_km)
        return (sum(high - low - rule.spacing_km for low, high in gaps), len(some),
                -sum(one.trucks_per_day or 0 for one in some))

    best = min(score(some) for size in range(len(free) + 1) for some in combinations(free, size))
    chosen = tuple(one for one in plan_road(road, rule).chosen if one in free)

    assert score(chosen) == best
