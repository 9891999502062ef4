"""Published hours beside measured ones: both lengths, the difference, and why."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils.timezone import get_default_timezone
from tests.nuantu_hub.stations.pages_cast import MOMENT, let_hear, put_door
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.hours_told import tell_hours

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=get_default_timezone())


def test_half_an_hour_without_network_is_told_with_its_reason(street: Unit) -> None:
    station = put_station(street, hours="24/7")
    let_hear(put_door(station), (at(19, 8), at(20, 3, 10)), (at(20, 3, 40), at(21, 16, 50)))
    told = tell_hours(station, MOMENT)

    assert told.title == "昨天开了 23小时30分，少 30分"
    assert (told.published_s, told.measured_s) == (86_400, 84_600)
    assert 'class="missing" x="63.3" width="10.0"' in told.measured_bar
    assert told.lines == [("watch", "watch", "03:10 至 03:40 门禁断网，键盘码仍可开")]


def test_only_what_lies_within_published_hours_counts(street: Unit) -> None:
    station = put_station(street, hours="Mo-Su,PH 07:00-22:00")
    let_hear(put_door(station), (at(19, 8), at(21, 16, 50)))
    told = tell_hours(station, MOMENT)

    assert told.title == "昨天开了 15小时，和公布的一样"
    assert (told.published_s, told.measured_s, told.lines) == (54_000, 54_000, [])


def test_where_nothing_measures_the_page_says_so_by_name(street: Unit) -> None:
    told = tell_hours(put_station(street, hours="Mo-Su,PH 07:00-22:00"), MOMENT)

    assert told.title == "今天公布开放 15小时"
    assert (told.measured_bar, told.measured_s) == ("", None)
    assert told.lines == [("unknown", "unknown", "实际开了多久，没有设备测量")]


def test_a_day_on_which_it_stays_shut_says_so(street: Unit) -> None:
    assert tell_hours(put_station(street, hours="Mo-Fr 07:00-22:00"), MOMENT).title == "今天公布不开放"


def test_hours_that_rest_on_holidays_not_yet_published_say_so(street: Unit) -> None:
    told = tell_hours(put_station(street, hours="Mo-Fr 07:00-22:00; PH off"), at(21, 12).replace(year=2033))

    assert told.lines[1] == ("unknown", "calendar", "这一年的节假日还没有公布，先按平日和周末算")
