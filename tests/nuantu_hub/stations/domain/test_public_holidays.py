"""Public holidays as published, and what is known where nothing is published yet."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu_hub.stations.domain.public_holidays import (
    LAST_YEAR,
    CalendarDay,
    DayKind,
    is_published,
    list_holidays,
    list_make_up_days,
    tell_day,
)


def test_2026_is_as_the_state_council_published_it() -> None:
    """Notice of 2025-11-04: New Year 1–3 Jan, Spring Festival 15–23 Feb, Qingming 4–6 Apr, Labour Day 1–5 May,
    Dragon Boat 19–21 Jun, Mid-Autumn 25–27 Sep, National Day 1–7 Oct."""
    spans = {1: (1, 3), 2: (15, 23), 4: (4, 6), 5: (1, 5), 6: (19, 21), 9: (25, 27), 10: (1, 7)}
    assert list_holidays(2026) == tuple(
        date(2026, month, day) for month, (first, last) in spans.items() for day in range(first, last + 1))
    assert list_make_up_days(2026) == (date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9),
                                       date(2026, 9, 20), date(2026, 10, 10))


@pytest.mark.parametrize(("day", "kind", "holiday"), [
    (date(2026, 2, 16), DayKind.HOLIDAY, "春节"), (date(2026, 2, 14), DayKind.MAKE_UP, "春节"),
    (date(2026, 11, 22), DayKind.ORDINARY, ""), (date(2025, 10, 6), DayKind.HOLIDAY, "中秋"),
])
def test_a_published_day_is_told_with_its_holiday(day: date, kind: DayKind, holiday: str) -> None:
    assert tell_day(day) == CalendarDay(day, kind, holiday, provisional=False)


def test_after_the_last_published_year_only_the_days_of_the_law_are_known_and_everything_is_provisional() -> None:
    year = LAST_YEAR + 1
    assert not is_published(year)
    assert is_published(LAST_YEAR)
    assert {date(year, 1, 1), date(year, 5, 1), date(year, 10, 1)} <= set(list_holidays(year))
    assert list_make_up_days(year) == ()
    assert tell_day(date(year, 1, 1)) == CalendarDay(date(year, 1, 1), DayKind.HOLIDAY, "", provisional=True)
    assert tell_day(date(year, 3, 3)).provisional
