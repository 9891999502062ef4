"""An item knows what each star asks, until when a finding counts, and in which season it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu.stars.item import Item, Need, Season, Words

WINTER = Season(1115, 315, 30)


def _item(*needs: Need, unit: str | None = None, season: Season | None = None) -> Item:
    return Item("x", "all", Words("项", "Item"), "must", unit, 100, 15, needs, season)


def test_words_are_said_in_a_language() -> None:
    assert (Words("项", "Item").say("zh"), Words("项", "Item").say("en")) == ("项", "Item")


def test_a_yes_and_a_number_are_not_taken_for_each_other() -> None:
    yes, thirty = Need(1, at_least=True, standing="ours"), Need(5, 30, "published", "s")
    assert [yes.is_met(value) for value in (True, False, 1, 30)] == [True, False, False, False]
    assert [thirty.is_met(value) for value in (30, 29.9, 31, True)] == [True, False, True, False]


def test_needs_grow_with_the_stars() -> None:
    item = _item(Need(3, 70, "ours"), Need(4, 80, "ours"), unit="percent")
    assert [item.allows(value) for value in (69, 70, 80)] == [2, 3, 5]
    assert [item.need_for(stars) for stars in (2, 3, 5)] == [None, item.needs[0], item.needs[1]]
    assert item.first_stars == 3


@pytest.mark.parametrize(("day", "start"), [
    (date(2025, 11, 14), None), (date(2025, 11, 15), date(2025, 11, 15)), (date(2026, 3, 15), date(2025, 11, 15)),
    (date(2026, 3, 16), None), (date(2024, 2, 29), date(2023, 11, 15))])
def test_a_season_that_passes_the_new_year_begins_in_the_year_before(day: date, start: date | None) -> None:
    assert WINTER.find_start(day) == start


def test_a_season_ends_in_the_year_in_which_it_ends() -> None:
    assert WINTER.find_end(date(2025, 11, 15)) == date(2026, 3, 15)
    assert Season(601, 930, 0).find_end(date(2025, 6, 1)) == date(2025, 9, 30)


def test_a_finding_counts_until_it_is_too_old_or_its_season_ends() -> None:
    always, winter = _item(Need(1, at_least=True, standing="ours")), _item(Need(1, at_least=True, standing="ours"),
                                                                           season=WINTER)
    assert always.find_until(date(2025, 1, 1)) == date(2025, 4, 11)
    assert winter.find_until(date(2025, 11, 20)) == date(2026, 2, 28)
    assert winter.find_until(date(2026, 3, 1)) == date(2026, 3, 15)
    assert winter.find_until(date(2025, 7, 1)) is None


@pytest.mark.parametrize(("day", "seen", "asked"), [
    (date(2025, 7, 1), True, False), (date(2025, 11, 15), False, False), (date(2025, 11, 15), True, True),
    (date(2025, 12, 14), False, False), (date(2025, 12, 15), False, True)])
def test_a_season_waits_for_the_first_look(day: date, seen: bool, asked: bool) -> None:
    assert _item(Need(1, at_least=True, standing="ours"), season=WINTER).is_asked(day, seen) is asked
    assert _item(Need(1, at_least=True, standing="ours")).is_asked(day, seen) is True
