"""Of each item the newest finding speaks that is known and not withdrawn."""

from __future__ import annotations

from datetime import date

from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.item import Item, Need, Season, Words


def _item(season: Season | None = None) -> Item:
    return Item("x", "all", Words("项", "Item"), "must", None, 100, 15, (Need(1, at_least=True, standing="ours"),),
                season)


def test_the_newest_speaks_and_of_one_day_the_later_told() -> None:
    first, second, third = (Finding("x", value, date(2025, 1, day))
                            for value, day in ((True, 2), (False, 1), (False, 2)))
    evidence = Evidence([first, second, third, Finding("y", value=True, on=date(2025, 1, 9))])
    assert evidence.by_item["x"] == (third, first, second)
    assert evidence.find_latest(_item(), date(2025, 1, 3)) is third
    assert evidence.find_latest(_item(), date(2025, 1, 1)) is second
    assert evidence.find_latest(_item(), date(2024, 12, 31)) is None


def test_what_was_withdrawn_lets_the_earlier_speak_again() -> None:
    good = Finding("x", value=True, on=date(2025, 1, 1))
    bad = Finding("x", value=False, on=date(2025, 1, 5), withdrawn_on=date(2025, 1, 9))
    evidence = Evidence([good, bad])
    assert [evidence.find_latest(_item(), date(2025, 1, day)) for day in (4, 5, 8, 9)] == [good, bad, bad, good]
    assert [bad.counts_on(date(2025, 1, day)) for day in (4, 5, 9)] == [False, True, False]


def test_of_a_seasonal_item_only_this_season_speaks() -> None:
    winter = _item(Season(1115, 315, 30))
    last = Finding("x", value=True, on=date(2025, 2, 1))
    evidence = Evidence([last, Finding("x", value=False, on=date(2025, 7, 1))])
    assert evidence.find_latest(winter, date(2025, 3, 1)) is last
    assert evidence.find_latest(winter, date(2025, 7, 2)) is None
    assert evidence.find_latest(winter, date(2025, 11, 20)) is None
