"""What the pages say of a rating, of a course and of the rules."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from nuantu_hub.seam.stars import Look, rate_looks, shipped_standard
from nuantu_hub.stations.interfaces.star_told import (
    language,
    list_removed,
    pick,
    say_season,
    tell_course,
    tell_items,
    tell_rules,
)
from nuantu_hub.stations.models import Star

DAY = date(2025, 5, 1)
STANDARD = shipped_standard()


def test_each_item_says_what_was_found_and_until_when_it_counts() -> None:
    rating = rate_looks(STANDARD, [Look(DAY, {"seats": False, "aed": False, "hot_water": True}),
                                   Look(date(2024, 5, 1), {"fridge": True})], DAY)
    told = {item.words: item for _title, rows in tell_items(rating) for item in rows}
    assert [(told[words].tone, told[words].found, told[words].on) for words in (
        "有桌椅", "有除颤仪", "饮水机出热水", "冰箱能用", "微波炉能用", "暖气或空调制热正常")] == [
        ("broken", "否", DAY), ("watch", "否", DAY), ("kept", "是", DAY), ("watch", "是", date(2024, 5, 1)),
        ("unknown", "没有查过", None), ("not_applicable", "不是这一季", None)]
    assert told["饮水机出热水"].until == date(2025, 11, 17)


def test_rules_say_their_standing_and_what_changed() -> None:
    first, second = STANDARD.versions
    area = next(row for _part, rows in tell_rules(first, None) for row in rows if row.words == "面积")
    assert [(need.stars, need.published, need.standing) for need in area.needs] == [(5, True, "来源写明")]
    changes = {row.words: row.change for _part, rows in tell_rules(second, first) for row in rows if row.change}
    assert changes == {"屋里几度": "新增", "求助按钮按了有人应": "新增", "夜里门口有灯": "新增"}
    assert list_removed(second, first) == ["暖气或空调制热正常"]
    assert list_removed(first, None) == []
    assert say_season(first.by_id["heating"].season) == "11月15日至3月15日才查"
    assert say_season(None) == ""


def test_a_course_has_decisions_and_what_the_rules_did_between_them() -> None:
    old = Star(kind="given", stars=4, since=date(2025, 1, 1), schedule=[["2025-01-01", 4], ["2025-03-01", 3],
                                                                       ["2025-09-01", 0]])
    new = Star(kind="up", stars=4, since=date(2025, 5, 1), schedule=[])
    told = tell_course([new, old], date(2025, 6, 1))
    assert [(one.stars, one.since, one.until, one.decision) for one in told] == [
        (4, date(2025, 5, 1), None, new), (3, date(2025, 3, 1), date(2025, 5, 1), None),
        (4, date(2025, 1, 1), date(2025, 3, 1), old)]


def test_pairs_are_picked_in_the_language_of_the_page() -> None:
    assert (language(), pick([["甲", "A"]])) == ("zh", ["甲"])
    with override("en"):
        assert (language(), pick([["甲", "A"]])) == ("en", ["A"])
