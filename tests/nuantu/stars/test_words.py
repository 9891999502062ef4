"""Stars, findings, lacks and changes in both languages."""

from __future__ import annotations

from datetime import date

from nuantu.stars.course import Act, trace_course
from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.item import Value
from nuantu.stars.rating import Lack, rate
from nuantu.stars.reading import load_shipped
from nuantu.stars.words import KINDS, say_change, say_day, say_kind, say_lack, say_need, say_stars, say_value

STANDARD = load_shipped()
ITEMS = STANDARD.find(2).by_id
DAY = date(2025, 5, 1)


def test_stars_and_kinds_are_said() -> None:
    assert [say_stars(stars, "zh") for stars in (0, 4)] == ["没有星级", "四星"]
    assert [say_stars(stars, "en") for stars in (0, 1, 4)] == ["no star", "1 star", "4 stars"]
    assert all(say_kind(kind, "zh") and say_kind(kind, "en") for kind in KINDS)
    assert say_day(DAY) == "2025-05-01"


def test_values_carry_their_unit() -> None:
    told: list[tuple[str, Value, str, str]] = [
        ("seats", True, "是", "yes"), ("seats", False, "否", "no"), ("floor_area", 15.5, "15.5 ㎡", "15.5 m²"),
        ("satisfaction", 80, "80%", "80%"), ("capacity", 20, "20人", "20 people"), ("warmth", 18, "18℃", "18 °C")]
    for item, value, chinese, english in told:
        assert (say_value(ITEMS[item], value, "zh"), say_value(ITEMS[item], value, "en")) == (chinese, english)
    assert say_need(ITEMS["aed"], at_least=True, lang="zh") == "有除颤仪"
    assert say_need(ITEMS["floor_area"], 30, "en") == "Floor area ≥ 30 m²"


def test_a_lack_says_what_was_found_and_when() -> None:
    seen = Evidence([Finding("floor_area", 15, DAY), Finding("aed", value=False, on=date(2024, 2, 1))])
    results = {one.item.id: one for one in rate(STANDARD.find(1), seen, DAY).results}
    told = [say_lack(Lack("item", results[item], results[item].item.need_for(5)), "zh")
            for item in ("floor_area", "aed", "seats")]
    assert told == ["面积 ≥ 30 ㎡（2025-05-01 查得15 ㎡）", "有除颤仪（2024-02-01 的证据已过期）", "有桌椅（没有查过）"]
    assert say_lack(Lack("item", results["seats"], results["seats"].item.need_for(5)), "en") == (
        "Table and chairs (nobody looked)")
    assert say_lack(Lack("ordinary"), "en") == "not enough of the ordinary items hold"
    assert say_lack(Lack("sanction", sanction=STANDARD.find(1).sanctions[0]), "zh") == "不按公布时间开放"


def test_a_change_is_one_line() -> None:
    good: dict[str, Value] = {"floor_area": 15, "capacity": 9, "satisfaction": 75, "new_services": 0,
                              "special_services": 0}
    seen = Evidence(Finding(item.id, good.get(item.id, True), DAY) for item in STANDARD.find(1).items)
    given, revoked = trace_course(STANDARD, seen, [Act("rated", DAY), Act("revoked", date(2025, 5, 2), "夜里没开")],
                                  date(2025, 5, 3))
    assert say_change(given, "zh") == "2025-05-01 评定 没有星级 → 三星"
    assert say_change(revoked, "zh") == "2025-05-02 摘星 三星 → 没有星级（夜里没开）"
    assert say_change(revoked, "en") == "2025-05-02 revoked 3 stars → no star (夜里没开)"
    fallen = trace_course(STANDARD, seen, [Act("rated", DAY)], date(2025, 12, 1))[1]
    assert say_change(fallen, "en").startswith("2025-09-01 down 3 stars → 1 star: Cooling works (nobody looked)")
