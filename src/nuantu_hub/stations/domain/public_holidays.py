"""China's public holidays and the weekend days worked to make up for them, as the State Council publishes them.

Each autumn's notice is in the package ``chinesecalendar`` (2004 to the year last published). For later years only the
days that the law itself names are known, from the calendar inside ``opening-hours-py``; whatever rests on them is
provisional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays
from opening_hours import OpeningHours

FIRST_YEAR = min(holidays).year
#: The last year whose notice is known.
LAST_YEAR = max(holidays).year
_NAMES = {one.value: one.chinese for one in Holiday}


class DayKind(StrEnum):
    """How a day counts."""

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day: how it counts, the holiday that it belongs to or is worked for (Chinese), and whether that is certain."""

    day: date
    kind: DayKind
    holiday: str
    provisional: bool


def is_published(year: int) -> bool:
    """Whether the notice for a year is known."""
    return bool(FIRST_YEAR <= year <= LAST_YEAR)


@cache
def list_holidays(year: int) -> tuple[date, ...]:
    """The days off of a year, weekend days within a holiday included; of an unpublished year what the law names."""
    if is_published(year):
        return tuple(day for day in sorted(holidays) if day.year == year)
    lawful = OpeningHours("PH", country="CN", auto_timezone=False)
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return tuple(day for day in days if day.year == year and lawful.is_open(datetime(*day.timetuple()[:3], 12)))  # noqa: DTZ001 (the library takes the wall clock)


@cache
def list_make_up_days(year: int) -> tuple[date, ...]:
    """The Saturdays and Sundays of a year that are worked; none is known of an unpublished year."""
    return tuple(day for day in sorted(workdays) if day.year == year)


@cache
def tell_day(day: date) -> CalendarDay:
    """How a day counts."""
    provisional = not is_published(day.year)
    if day in list_holidays(day.year):
        return CalendarDay(day, DayKind.HOLIDAY, _NAMES.get(holidays.get(day, ""), ""), provisional)
    if day in list_make_up_days(day.year):
        return CalendarDay(day, DayKind.MAKE_UP, _NAMES.get(workdays[day], ""), provisional)
    return CalendarDay(day, DayKind.ORDINARY, "", provisional)
