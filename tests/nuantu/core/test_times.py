"""Times are UTC seconds; words for them follow the language."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu.core.times import (
    Lang,
    falls_in_season,
    format_clock,
    format_date,
    format_duration,
    list_offsets,
    local_date,
    local_day_bounds_s,
    local_midnight_s,
)


def test_a_local_day_begins_at_its_own_midnight() -> None:
    """Shanghai lies eight hours ahead of UTC."""
    assert local_midnight_s(date(2018, 3, 1)) == 1_519_833_600
    assert local_day_bounds_s(date(2018, 3, 1)) == (1_519_833_600, 1_519_920_000)


def test_a_day_of_changed_clocks_has_its_real_length() -> None:
    """A spring day in Oslo lasts 23 hours."""
    begin_s, end_s = local_day_bounds_s(date(2026, 3, 29), "Europe/Oslo")

    assert end_s - begin_s == 23 * 3600


def test_the_last_second_of_a_day_still_belongs_to_it() -> None:
    """The end of a local day is exclusive."""
    _, end_s = local_day_bounds_s(date(2026, 11, 20))

    assert (local_date(end_s - 1), local_date(end_s)) == (date(2026, 11, 20), date(2026, 11, 21))
    assert format_clock(end_s - 1, seconds=True) == "23:59:59"


@pytest.mark.parametrize(
    ("seconds", "lang", "expected"),
    [
        (27_720, "zh", "7小时42分"), (27_720, "en", "7 h 42 min"), (7_200, "zh", "2小时"), (59, "en", "59 s"),
        (0, "zh", "0秒"), (3_660, "en", "1 h 01 min"), (-90, "zh", "-1分"), (600, "en", "10 min"), (7200, "en", "2 h"),
    ],
)
def test_durations_are_written_in_hours_and_minutes(seconds: int, lang: Lang, expected: str) -> None:
    """Under a minute in seconds; empty parts are left out."""
    assert format_duration(seconds, lang) == expected


def test_dates_carry_their_weekday() -> None:
    """Chinese month and day first; English weekday first."""
    assert format_date(date(2026, 11, 20), "zh") == "11月20日 周五"
    assert format_date(date(2026, 11, 20), "en") == "Fri 20 Nov 2026"


@pytest.mark.parametrize(("day", "first", "last", "inside"), [
    (date(2026, 6, 1), 601, 831, True), (date(2026, 5, 31), 601, 831, False), (date(2026, 8, 31), 601, 831, True),
    (date(2026, 9, 1), 601, 831, False), (date(2026, 12, 1), 1201, 228, True), (date(2027, 2, 28), 1201, 228, True),
    (date(2028, 2, 29), 1201, 228, False), (date(2026, 11, 30), 1201, 228, False), (date(2026, 7, 1), 701, 701, True),
])
def test_a_season_may_pass_the_new_year(day: date, first: int, last: int, inside: bool) -> None:
    """Both ends are inside."""
    assert falls_in_season(day, first, last) is inside


def test_offsets_change_in_the_second_in_which_the_clocks_are_set() -> None:
    """Oslo, 29 March 2026: at 01:00 UTC the clock goes from two to three."""
    midnight_s = local_midnight_s(date(2026, 3, 28), "Europe/Oslo")
    changes = list_offsets(midnight_s, midnight_s + 3 * 86_400, "Europe/Oslo")

    assert changes == ((midnight_s, 3600), (local_midnight_s(date(2026, 3, 29), "UTC") + 3600, 7200))
    assert len(list_offsets(midnight_s, midnight_s + 300 * 86_400)) == 1
