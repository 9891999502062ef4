"""How stations stand: open or not and until when, who is inside, what is broken; small numbers are held back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting, put_fault
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.registry import pause_station
from nuantu_hub.stations.interfaces.stand import Stand, list_offers, read_stands
from nuantu_hub.stations.models import DoorOccupancy, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def read(station: Station, moment: datetime = MOMENT, *, whole: bool = False) -> Stand:
    return read_stands([station], moment, whole=whole)[0]


@pytest.mark.parametrize(("hours", "moment", "words"), [
    ("24/7", MOMENT, "24小时开放"),
    ("Mo-Su,PH 07:00-22:00", MOMENT, "开放，到 22:00"),
    ("Mo-Su,PH 07:00-24:00", MOMENT, "开放，到 24:00"),
    ("Mo-Su,PH 20:00-06:00", MOMENT, "没开，20:00 开"),
    ("Mo-Su,PH 20:00-06:00", MOMENT + timedelta(hours=5), "开放，到明天 06:00"),
    ("Mo-Su,PH 07:00-16:00", MOMENT, "没开，明天 07:00 开"),
    ("Mo-Fr 07:00-16:00", MOMENT, "没开，11月23日 07:00 开"),
])
def test_its_opening_is_said_in_words(street: Unit, hours: str, moment: datetime, words: str) -> None:
    assert read(put_station(street, hours=hours), moment).hours_words == words


def test_a_station_out_of_use_is_not_open_whatever_its_hours(street: Unit) -> None:
    station = pause_station(by=None, station=put_station(street, hours="24/7"), works=True, reason="换地板")
    station = Station.objects.prefetch_related("facilities").get(pk=station.pk)

    assert (read(station).is_open, read(station).hours_words) == (False, "因施工暂停")


def test_todays_hours_are_short_in_a_list(street: Unit) -> None:
    told = {"24/7": "24小时", "Mo-Su,PH 07:00-22:00": "07:00–22:00", "Mo-Su,PH 08:00-12:00,13:00-24:00":
            "08:00–12:00 13:00–24:00", "Mo-Fr 07:00-16:00": "今天不开",
            "Mo-Su,PH 20:00-08:00": "20:00–08:00"}

    assert {hours: read(put_station(street, f"DH-{place}", 40 * place, hours=hours)).short_hours
            for place, hours in enumerate(told)} == told


def test_whoever_looks_after_it_hears_the_number_and_everybody_else_none_below_five(street: Unit) -> None:
    few = put_counting(street, people=2)
    public, whole = read(few), read(few, whole=True)

    assert (public.people, public.free, public.is_few) == (None, 12, True)
    assert (whole.people, whole.free, whole.is_few) == (2, 14, False)
    assert read(put_counting(street, "DH-2", 7, north_m=100)).people == 7


def test_what_was_counted_long_ago_says_nothing_of_now(street: Unit) -> None:
    station = put_counting(street)
    DoorOccupancy.objects.update(at=now() - timedelta(hours=1))
    stand = read(station)

    assert (stand.is_counted, stand.people, stand.free) == (False, None, None)
    assert stand.occupancy is not None


def test_an_overdue_fault_is_worse_than_one_that_has_time(street: Unit) -> None:
    fine, watched, late = (put_station(street, f"DH-{place}", 40 * place) for place in range(3))
    put_fault(watched)
    put_fault(late, hours_left=-1)

    assert [read(station).trouble for station in (fine, watched, late)] == ["", "watch", "broken"]
    assert len(read(late).overdue) == 1


def test_what_equipment_tells_stands_beside_the_plan_and_the_worse_word_wins(street: Unit) -> None:
    station = put_station(street, facilities={"fridge": 1, "heating": 2, "seats": 1})
    offers = list_offers(station, [("heating", "取暖 22℃", "kept"), ("heating", "取暖在修", "broken")])

    assert [(one.kind, one.words, one.said, one.level) for one in offers] == [
        ("heating", "取暖在修", "在修", "broken"), ("seats", "座椅", "不知道", "unknown"),
        ("fridge", "冰箱", "不知道", "unknown")]


def test_fifty_stations_are_asked_about_as_often_as_one(street: Unit) -> None:
    def count(stations: list[Station]) -> int:
        with CaptureQueriesContext(connection) as asked:
            read_stands(stations, MOMENT)
        return len(asked)

    for place in range(12):
        put_fault(put_counting(street, f"DH-{place}", north_m=40.0 * place))
    stations = list(Station.objects.prefetch_related("facilities"))

    assert count(stations) == count(stations[:1])


def test_a_year_whose_holidays_are_unknown_is_no_fault(street: Unit) -> None:
    far = datetime(2031, 5, 2, 3, tzinfo=UTC)

    assert read(put_station(street, hours="Mo-Su 07:00-22:00"), far).is_open


def test_without_known_seats_nobody_is_told_of_free_ones(street: Unit) -> None:
    stand = read(put_counting(street, people=2, seats=None))

    assert (stand.is_few, stand.free) == (True, None)
