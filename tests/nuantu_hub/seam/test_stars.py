"""The hub's inspections become the engine's evidence, with what was withdrawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nuantu_hub.seam.stars import (
    Act,
    InputError,
    Look,
    find_schedule,
    gather,
    parse_standard,
    rate_looks,
    say_lacks,
    shipped_standard,
    shipped_text,
    trace_looks,
)

DAY = date(2025, 5, 1)
GOOD = {"floor_area": 15, "capacity": 9, "satisfaction": 75, "new_services": 0, "special_services": 0}


def _look(on: date, **more: object) -> Look:
    version = shipped_standard().find(1)
    return Look(on, {item.id: GOOD.get(item.id, True) for item in version.items}, "7", **more)  # type: ignore[arg-type]


def test_only_the_withdrawn_items_of_a_look_count_no_more() -> None:
    look = Look(DAY, {"seats": True, "clean": False}, "7", date(2025, 5, 9), frozenset({"clean"}))
    assert {(one.item, one.withdrawn_on, one.basis) for one in gather([look]).findings} == {
        ("seats", None, "7"), ("clean", date(2025, 5, 9), "7")}


def test_a_schedule_says_how_a_star_goes_if_nobody_looks_again() -> None:
    standard, acts = shipped_standard(), [Act("rated", DAY)]
    assert find_schedule(standard, [_look(DAY)], acts, DAY) == [
        (DAY, 3), (date(2025, 9, 1), 1), (DAY + timedelta(days=201), 0)]
    assert find_schedule(standard, [_look(DAY)], acts, date(2025, 12, 1)) == [(date(2025, 12, 1), 0)]
    assert trace_looks(standard, [_look(DAY)], acts, DAY)[-1].stars == 3


def test_a_standard_is_parsed_from_its_text_and_faults_are_named() -> None:
    assert parse_standard(shipped_text()) == shipped_standard()
    with pytest.raises(InputError, match=r"standard\.yaml"):
        parse_standard("a: 1")


def test_lacks_are_said_in_both_languages() -> None:
    rating = rate_looks(shipped_standard(), [_look(DAY)], DAY)
    assert say_lacks(rating.list_lacks(4))[0] == [
        "问到的人里满意的比例 ≥ 80%（2025-05-01 查得75%）",
        "Share of those asked who are satisfied ≥ 80% (found 75% on 2025-05-01)"]
