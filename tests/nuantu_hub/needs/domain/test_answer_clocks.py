"""Deadlines over real holidays: National Day 2025, the make-up days around it, and a year that is not published."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nuantu_hub.needs.domain.answer_clocks import (
    Deadline,
    Limit,
    Pause,
    Reading,
    compute_deadline,
    find_limit,
    find_rule,
    is_working_day,
)
from nuantu_hub.needs.models import Problem, ProblemClock

BEIJING = ZoneInfo("Asia/Shanghai")
SEVEN, FIFTEEN = Limit(7, Reading.WORKING_DAYS), Limit(15, Reading.WORKING_DAYS)


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BEIJING)


def end(year: int, month: int, day: int) -> datetime:
    """The midnight that ends a day."""
    return at(year, month, day, 0) + timedelta(days=1)


def test_every_step_and_every_urgency_has_a_limit() -> None:
    rule = find_rule(date(2026, 3, 10))
    assert {*rule.steps, "answered"} == set(ProblemClock.Step.values)
    assert set(rule.answers) == set(Problem.Urgency.values)
    with pytest.raises(LookupError):
        find_rule(date(2001, 1, 1))


def test_the_four_limits() -> None:
    day = date(2026, 3, 10)
    assert [find_limit("answered", urgency, day).count for urgency in ("urgent", "supply", "normal", "complex")] == [
        2, 24, 7, 15]
    assert [find_limit(step, "normal", day).count for step in ("received", "sorted", "settled")] == [2, 24, 15]


@pytest.mark.parametrize(("day", "works"), [
    ((2025, 9, 28), True), ((2025, 10, 1), False), ((2025, 10, 8), False), ((2025, 10, 9), True),
    ((2025, 10, 11), True), ((2025, 10, 12), False), ((2026, 3, 10), True), ((2026, 3, 14), False)])
def test_make_up_days_are_worked_and_holidays_are_not(day: tuple[int, int, int], works: bool) -> None:
    assert is_working_day(date(*day)) is works


def test_seven_working_days_over_national_day() -> None:
    # From Friday 26 September: Sunday 28 (make-up), 29, 30, then 9, 10, 11 (make-up) and 13 October.
    assert compute_deadline(at(2025, 9, 26), SEVEN) == Deadline(end(2025, 10, 13), provisional=False)
    assert compute_deadline(at(2026, 3, 10), SEVEN) == Deadline(end(2026, 3, 19), provisional=False)


def test_hours_run_over_nights_and_holidays() -> None:
    two = Limit(2, Reading.HOURS)
    assert compute_deadline(at(2025, 10, 1, 23), two) == Deadline(at(2025, 10, 2, 1), provisional=False)
    assert compute_deadline(at(2025, 10, 1), Limit(24, Reading.HOURS)).due_at == at(2025, 10, 2)


def test_calendar_days_are_put_off_over_a_holiday_at_their_end() -> None:
    seven = Limit(7, Reading.CALENDAR_DAYS)
    assert compute_deadline(at(2025, 9, 26), seven) == Deadline(end(2025, 10, 9), provisional=False)
    assert compute_deadline(at(2026, 3, 10), seven).due_at == end(2026, 3, 17)


def test_what_rests_on_an_unpublished_year_is_provisional() -> None:
    assert compute_deadline(at(2026, 12, 1), FIFTEEN).provisional is False
    assert compute_deadline(at(2026, 12, 25), FIFTEEN).provisional is True
    assert compute_deadline(at(2026, 12, 25), Limit(24, Reading.HOURS)).provisional is False


def test_a_pause_adds_the_hours_that_the_clock_stood() -> None:
    day = Limit(24, Reading.HOURS)
    pauses = [Pause(at(2026, 3, 10, 12), at(2026, 3, 10, 17))]
    assert compute_deadline(at(2026, 3, 10), day, pauses).due_at == at(2026, 3, 11, 15)
    assert compute_deadline(at(2026, 3, 10), day, [Pause(at(2026, 3, 12), at(2026, 3, 13))]).due_at == at(2026, 3, 11)
    assert compute_deadline(at(2026, 3, 10), day, [Pause(at(2026, 3, 10, 12), None)]).due_at == at(2026, 3, 11)


def test_a_second_pause_in_the_time_that_the_first_added_counts_too() -> None:
    pauses = [Pause(at(2026, 3, 11, 12), at(2026, 3, 11, 13)), Pause(at(2026, 3, 10, 12), at(2026, 3, 10, 17))]
    assert compute_deadline(at(2026, 3, 10), Limit(24, Reading.HOURS), pauses).due_at == at(2026, 3, 11, 16)


def test_working_days_at_whose_midnight_the_clock_stood_do_not_count() -> None:
    pauses = [Pause(at(2026, 3, 11, 9), at(2026, 3, 13, 9))]
    assert compute_deadline(at(2026, 3, 10), SEVEN, pauses).due_at == end(2026, 3, 23)
    within = [Pause(at(2026, 3, 11, 9), at(2026, 3, 11, 17))]
    assert compute_deadline(at(2026, 3, 10), SEVEN, within).due_at == end(2026, 3, 19)
