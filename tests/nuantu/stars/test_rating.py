"""Worked cases of one day; drawn ones against the twin stand in test_course."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.item import Value
from nuantu.stars.rating import Rating, count_ordinary, find_sanctions, judge_item, rate
from nuantu.stars.reading import load_shipped

VERSION = load_shipped().find(1)
DAY = date(2025, 5, 1)
GOOD: dict[str, Value] = {"floor_area": 32, "capacity": 24, "satisfaction": 95, "new_services": 2,
                          "special_services": 3}


def _rate(day: date = DAY, **changed: Value | None) -> Rating:
    found = {item.id: GOOD.get(item.id, True) for item in VERSION.items} | changed
    return rate(VERSION, Evidence(Finding(item, value, DAY) for item, value in found.items() if value is not None), day)


@pytest.mark.parametrize(("changed", "stars"), [
    ({}, 5), ({"floor_area": 29.9}, 4), ({"capacity": 19}, 4), ({"aed": False}, 4), ({"aed": None}, 4),
    ({"special_services": 1}, 4), ({"new_services": 0}, 3), ({"satisfaction": 79}, 3), ({"satisfaction": 69}, 2),
    ({"microwave": False}, 1), ({"hot_water": False}, 0), ({"exit_free": False}, 0), ({"wiring": None}, 0),
    ({"opens_as_published": False}, 4), ({"opens_as_published": None}, 5),
    ({"supplies_in_stock": False}, 5), ({"supplies_in_stock": False, "satisfaction_holds": False}, 4),
    ({"opens_as_published": False, "mended_in_time": False}, 3)])
def test_stars_follow_from_what_was_found(changed: dict[str, Value | None], stars: int) -> None:
    assert _rate(**changed).stars == stars


def test_ordinary_items_are_counted_as_a_share() -> None:
    ordinary = [item.id for item in VERSION.list_of("ordinary")]
    shares = {count: _rate(**dict.fromkeys(ordinary[:count], False)).stars for count in (0, 4, 5, 7, 8, 9, 10)}
    assert len(ordinary) == 12
    assert shares == {0: 5, 4: 5, 5: 4, 7: 3, 8: 2, 9: 1, 10: 0}
    assert _rate(clean=False).ordinary == (11, 12)
    assert count_ordinary(()) == (0, 0)


def test_what_is_lacking_is_named_and_nothing_is_where_it_is_reached() -> None:
    rating = _rate(floor_area=15, opens_as_published=False)
    assert rating.stars == 3
    assert [(lack.kind, lack.result.item.id if lack.result else None) for lack in rating.list_lacks(5)] == [
        ("item", "floor_area"), ("sanction", None)]
    assert [lack.kind for lack in rating.list_lacks(4)] == ["sanction"]
    assert rating.list_lacks(3) == ()
    assert rating.count_passed() == (34, 36)


def test_ordinary_items_are_named_after_the_share_that_they_miss() -> None:
    ordinary = [item.id for item in VERSION.list_of("ordinary")]
    lacks = _rate(**dict.fromkeys(ordinary[:5], False)).list_lacks(5)
    assert [lack.kind for lack in lacks] == ["ordinary", *["item"] * 5]


def test_an_item_tells_how_it_stands() -> None:
    seen = Evidence([Finding("seats", value=False, on=DAY)])
    item, heating = VERSION.by_id["seats"], VERSION.by_id["heating"]
    assert [(one.state, one.allows, one.fails) for one in (
        judge_item(item, seen, DAY), judge_item(item, seen, date(2025, 12, 1)), judge_item(item, Evidence([]), DAY),
        judge_item(heating, seen, DAY))] == [
        ("seen", 0, True), ("expired", 0, False), ("missing", 0, False), ("not_asked", 5, False)]
    assert find_sanctions(VERSION, (judge_item(item, seen, DAY),)) == ()
