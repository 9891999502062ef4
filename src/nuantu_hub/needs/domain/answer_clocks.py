"""The four clocks of 接诉即办: received in two hours, sorted within a day, answered in seven days, settled in fifteen.

How soon a problem must be answered follows from its urgency: two hours, a day, seven days, fifteen days. Hours run day
and night. Days are working days over the statutory holidays, the day of the beginning not counted, until its midnight;
the other reading, calendar days whose last one is put off over a holiday, stands beside it. Whatever rests on a year
whose holidays are not published yet is provisional.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.timezone import localdate

from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.stations.domain.public_holidays import DayKind, tell_day

SATURDAY = 5
DAY = timedelta(days=1)


class Reading(StrEnum):
    """How a limit is counted."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many hours or days, counted in one of the readings."""

    count: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Pause:
    """While a clock stands: from a moment until another, or until further notice."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when, and whether the holidays that it rests on are still to be published."""

    due_at: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class ClockRule:
    """Limits from a day on: by step, and that of the answer by urgency. ``source`` says where they come from."""

    since: date
    steps: Mapping[str, Limit]
    answers: Mapping[str, Limit]
    source: str


#: The rule of a day is the last that has begun. Steps and urgencies are those of ``models.problem``.
RULES: tuple[ClockRule, ...] = (
    ClockRule(
        since=date(2021, 1, 1),
        steps={"received": Limit(2, Reading.HOURS), "sorted": Limit(24, Reading.HOURS),
               "settled": Limit(15, Reading.WORKING_DAYS)},
        answers={"urgent": Limit(2, Reading.HOURS), "supply": Limit(24, Reading.HOURS),
                 "normal": Limit(7, Reading.WORKING_DAYS), "complex": Limit(15, Reading.WORKING_DAYS)},
        source="北京市 12345 热线服务规范（征求意见稿）：急 2 小时、水电气热 24 小时、一般 7 天、疑难 15 天"),
)


def find_rule(day: date) -> ClockRule:
    """The rule in force on a day. Raises LookupError for a day before the first one."""
    begun = [rule for rule in RULES if rule.since <= day]
    if not begun:
        raise LookupError(f"no clock rule was in force on {day}")
    return begun[-1]


def find_limit(step: str, urgency: str, day: date) -> Limit:
    """The limit of a step for a problem of an urgency that began on a day."""
    rule = find_rule(day)
    return rule.answers[urgency] if step == "answered" else rule.steps[step]


def is_working_day(day: date) -> bool:
    """Whether offices work: on weekdays that are no holiday, and on weekend days that make up for one."""
    kind = tell_day(day).kind
    return kind is DayKind.MAKE_UP or (kind is DayKind.ORDINARY and day.weekday() < SATURDAY)


def compute_deadline(start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Deadline:
    """Until when something that began at ``start`` is due; an open pause counts as lasting no time yet."""
    closed = [(one.since, one.until) for one in pauses if one.until is not None]
    if limit.reading is Reading.HOURS:
        return Deadline(_add_hours(start, limit.count, closed), provisional=False)
    if limit.reading is Reading.WORKING_DAYS:
        return _add_working_days(start, limit.count, closed)
    return _add_calendar_days(start, limit.count, closed)


def _add_hours(start: datetime, hours: int, pauses: Sequence[tuple[datetime, datetime]]) -> datetime:
    due = start + timedelta(hours=hours)
    for since, until in sorted(pauses):
        begins = max(since, start)
        if until > begins and begins < due:
            due += until - begins
    return due


def _stands_at_night(day: date, pauses: Sequence[tuple[datetime, datetime]]) -> bool:
    """Whether the clock stood at the midnight that ends a day: such a day does not count."""
    midnight = end_of(day)
    return any(since <= midnight < until for since, until in pauses)


def _add_working_days(start: datetime, count: int, pauses: Sequence[tuple[datetime, datetime]]) -> Deadline:
    day, left, provisional = localdate(start), count, False
    while left:
        day += DAY
        provisional = provisional or tell_day(day).provisional
        left -= is_working_day(day) and not _stands_at_night(day, pauses)
    return Deadline(end_of(day), provisional)


def _add_calendar_days(start: datetime, count: int, pauses: Sequence[tuple[datetime, datetime]]) -> Deadline:
    day, left = localdate(start), count
    while left:
        day += DAY
        left -= not _stands_at_night(day, pauses)
    while not is_working_day(day):
        day += DAY
    return Deadline(end_of(day), tell_day(day).provisional)
