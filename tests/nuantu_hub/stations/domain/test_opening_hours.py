"""Opening hours under China's holidays: what is open when, what changes next, what is refused by name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu_hub.stations.domain.opening_hours import (
    CHINA,
    check_hours,
    hours_of_day,
    is_always_open,
    is_open,
    is_provisional,
    is_within,
    next_change,
)
from nuantu_hub.stations.domain.public_holidays import LAST_YEAR
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Station

WORKDAYS = "Mo-Fr 07:00-22:00; Sa-Su,PH 09:00-20:00"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def at(text: str) -> datetime:
    """A moment by the clock on the wall in China."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def list_hours(hours: str, day: date) -> list[tuple[str, str]]:
    """The spans of a day by the clock; 24:00 is the end of the day."""
    told = hours_of_day(Station(hours=hours), day)
    return [(start.astimezone(CHINA).strftime("%H:%M"),
             "24:00" if end.astimezone(CHINA).date() > day else end.astimezone(CHINA).strftime("%H:%M"))
            for start, end in told.spans]


@pytest.mark.parametrize(("hours", "day", "spans"), [
    ("24/7", date(2026, 2, 17), [("00:00", "24:00")]),
    (WORKDAYS, date(2026, 11, 20), [("07:00", "22:00")]),
    (WORKDAYS, date(2026, 11, 22), [("09:00", "20:00")]),
    # A Thursday in the Spring Festival, which the library's own calendar takes for a workday.
    (WORKDAYS, date(2026, 2, 19), [("09:00", "20:00")]),
    # A Saturday and a Sunday that are worked.
    (WORKDAYS, date(2026, 2, 14), [("07:00", "22:00")]),
    (WORKDAYS, date(2026, 9, 20), [("07:00", "22:00")]),
    ("Mo-Fr 09:00-17:00; PH off", date(2026, 10, 5), []),
    ("Mo-Fr 09:00-17:00; PH off", date(2026, 10, 10), [("09:00", "17:00")]),
    ("Mo-Th 10:00-21:00; Fr-Su,PH 10:00-22:00", date(2026, 5, 9), [("10:00", "22:00")]),
    ("Mo-Th 10:00-21:00; Fr-Su,PH 10:00-22:00", date(2026, 1, 4), [("10:00", "21:00")]),
    # Nights over midnight, also into and out of a worked Saturday.
    ("Mo-Fr 20:00-08:00", date(2026, 2, 13), [("00:00", "08:00"), ("20:00", "24:00")]),
    ("Mo-Fr 20:00-08:00", date(2026, 2, 14), [("00:00", "08:00"), ("20:00", "24:00")]),
    ("Mo-Fr 20:00-08:00", date(2026, 2, 15), [("00:00", "08:00")]),
    ("Mo-Fr 20:00-08:00", date(2026, 11, 22), []),
    # Winter and summer hours, and holidays of one season only.
    ("Nov-Mar Mo-Su,PH 06:30-23:00; Apr-Oct Mo-Su,PH 07:00-22:00", date(2026, 1, 1), [("06:30", "23:00")]),
    ("Nov-Mar Mo-Su,PH 06:30-23:00; Apr-Oct Mo-Su,PH 07:00-22:00", date(2026, 5, 1), [("07:00", "22:00")]),
    ("Mo-Fr 08:00-20:00; PH", date(2026, 2, 19), [("00:00", "24:00")]),
    ("Mo-Su 08:00-20:00; 2026 Feb 17 off", date(2026, 2, 17), []),
    ("Mo-Su 08:00-20:00; Apr-Oct PH off", date(2026, 1, 1), [("08:00", "20:00")]),
    ("Mo-Su 08:00-20:00; Apr-Oct PH off", date(2026, 5, 1), []),
    ('Mo-Fr 08:00-12:00,13:00-17:00 "PH; 午休"; PH off', date(2026, 11, 20), [("08:00", "12:00"), ("13:00", "17:00")]),
])
def test_hours_of_a_day(hours: str, day: date, spans: list[tuple[str, str]]) -> None:
    assert check_hours(hours) == hours
    assert list_hours(hours, day) == spans


def test_a_moment_is_open_from_the_first_second_to_before_the_last() -> None:
    assert [is_within(WORKDAYS, at(f"2026-11-20T{clock}")) for clock in (
        "06:59:59", "07:00:00", "21:59:59", "22:00:00")] == [False, True, True, False]


def test_a_station_out_of_use_is_open_at_no_time_and_changes_at_none() -> None:
    used, works = Station(hours="24/7"), Station(hours=WORKDAYS, state=Station.State.WORKS)
    moment = at("2026-11-20T12:00:00")

    assert (is_open(used, moment), is_open(works, moment)) == (True, False)
    assert (next_change(used, moment), next_change(works, moment)) == (None, None)
    assert hours_of_day(works, date(2026, 11, 20)).spans


@pytest.mark.parametrize(("hours", "moment", "changed"), [
    (WORKDAYS, "2026-11-20T12:00:00", "2026-11-20T22:00:00"),
    (WORKDAYS, "2026-11-20T22:00:00", "2026-11-21T09:00:00"),
    ("Mo-Fr 09:00-17:00; PH off", "2026-09-30T18:00:00", "2026-10-08T09:00:00"),
    ("Mo-Fr 09:00-17:00; PH off", "2026-02-13T18:00:00", "2026-02-14T09:00:00"),
])
def test_what_changes_next(hours: str, moment: str, changed: str) -> None:
    found = next_change(Station(hours=hours), at(moment))
    assert found == at(changed).astimezone(UTC)


def test_hours_that_rest_on_unpublished_holidays_are_provisional() -> None:
    day = date(LAST_YEAR + 1, 5, 3)
    assert hours_of_day(Station(hours=WORKDAYS), day).provisional
    assert [is_provisional(hours, day) for hours in ("24/7", "07:00-22:00", '07:00-22:00 "Mo"', "Mo-Su 07:00-22:00")
            ] == [False, False, False, True]
    assert not is_provisional(WORKDAYS, date(LAST_YEAR, 5, 3))


def test_always_open_is_what_never_closes() -> None:
    assert [is_always_open(Station(hours=hours)) for hours in (
        "24/7", "Mo-Su,PH 00:00-24:00", "24/7; PH off", "Mo-Su 00:00-23:59")] == [True, True, False, False]


@pytest.mark.parametrize(("hours", "named"), [
    ("", "开放时间要写"), ("x" * 201, "不超过 200"), ("Mo-Fr 8-18", "第 7 个字符起读不懂：“8-18”"),
    ("周一至周五 8 点到 18 点", "第 1 个字符起读不懂"), ("SH off; 08:00-20:00", "学校假期"),
    ("Mo-Fr 07:00+", "没有写几点关门"), ("sunrise-sunset", "日出日落"), ("Mo-Fr 08:00-20:00 || \"预约\"", "不确定"),
    ("PH Mo-Fr 08:00-10:00", "“PH Mo-Fr 08:00-10:00”里的 PH 读不懂"),
    ("Mo-Fr 08:00-12:00, PH 09:00-10:00", "PH 读不懂"), ("off", "全年都不开门"), ("PH off", "全年都不开门"),
])
def test_hours_that_cannot_be_read_or_held_are_refused_by_name(hours: str, named: str) -> None:
    with pytest.raises(StationRefused) as refused:
        check_hours(hours)
    assert named in str(refused.value)
    assert refused.value.field == "hours"


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 8)), min_size=7, max_size=7),
       st.dates(date(2026, 11, 1), date(2026, 12, 31)), st.integers(0, 24 * 60 - 1))
def test_weekly_hours_agree_with_counting_by_hand(week: list[tuple[int, int]], day: date, minute: int) -> None:
    """Against a twin that knows no library: hours of one span a day, in weeks without holidays, none over midnight."""
    spans = [(start, min(24, start + length)) for start, length in week]
    hours = "; ".join(f"{name} {start:02d}:00-{end:02d}:00" for name, (start, end) in zip(DAYS, spans, strict=True))
    start, end = spans[day.weekday()]
    moment = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=CHINA)

    assert is_within(hours, moment) == (start * 60 <= minute < end * 60)
