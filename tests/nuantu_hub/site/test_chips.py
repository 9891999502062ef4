"""A chip says which clause, and how it stands; a clock says how much of its term is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from nuantu_hub.site.chips import STATES, find_chip, find_state, name_chapter, read_clock, say_chip
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.icons import read_icons

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def at_noon() -> Iterator[None]:
    """The clock stands at noon."""
    set_clock(NOON)
    yield
    set_clock(None)


def test_the_chapter_follows_from_the_number_unless_it_is_given() -> None:
    assert [name_chapter(f"{letter}01") for letter in "PRDCVG"] == ["报酬", "休息", "派单", "关怀", "职业", "协商"]
    assert [name_chapter("X99", "R"), name_chapter("X99", "安全")] == ["休息", "安全"]
    with pytest.raises(LookupError, match="no chapter is known for clause 'X99'"):
        name_chapter("X99")


def test_every_state_has_a_tone_an_icon_of_the_set_and_a_word() -> None:
    looks = [find_state(name) for name in STATES] + [find_chip(name) for name in STATES]

    assert {look.tone for look in looks} == {"kept", "watch", "broken", "unknown"}
    assert [look.icon for look in looks if look.icon not in read_icons()] == []
    assert all(str(look.words) for look in looks)
    assert find_chip("").icon == ""


def test_a_state_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match="no state 'fine'"):
        find_chip("fine")


def test_a_chip_is_heard_with_its_state() -> None:
    assert say_chip("报酬", "P01", "kept") == "报酬 P01，已兑现，看条款"
    assert say_chip("报酬", "P01", "") == "报酬 P01，看条款"


@pytest.mark.parametrize(("left_h", "tone"), [(-1, "broken"), (3.9, "broken"), (4, "watch"), (23, "watch"),
                                              (24, "unknown"), (90, "unknown")])
def test_a_clock_warns_as_its_end_comes_near(left_h: float, tone: str, at_noon: None) -> None:
    assert read_clock(NOON + timedelta(hours=left_h)).tone == tone


def test_a_clock_shows_the_share_of_its_own_term(at_noon: None) -> None:
    halfway = read_clock(NOON + timedelta(hours=6), NOON - timedelta(hours=6))
    past = read_clock(NOON - timedelta(hours=1), NOON - timedelta(hours=6))

    assert (halfway.share, past.share, past.left_s) == (0.5, 0.0, -3_600.0)
    assert read_clock(NOON + timedelta(days=3.5)).share == 0.5
    assert read_clock(NOON + timedelta(days=1), NOON + timedelta(days=1)).share == 0.0
