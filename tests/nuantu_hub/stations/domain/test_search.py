"""The nearest stations, against a twin that measures every one; the copy follows every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import transaction
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, METRE_DEG, put_station, tell_facts

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.coordinates import measure_m
from nuantu_hub.stations.domain.opening_hours import CHINA, is_open
from nuantu_hub.stations.domain.registry import change_station, close_station, pause_station, resume_station
from nuantu_hub.stations.domain.search import find_nearest, search_listed
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Facility, Station

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=CHINA)


def list_codes(**words: object) -> list[str]:
    return [row.code for row, _way, _open in search_listed(LAT_DEG, LON_DEG, at=NIGHT, **words)]  # type: ignore[arg-type]


def test_the_nearest_are_as_measured_one_by_one(district: Unit) -> None:
    rows = []
    for number in range(60):
        facts = tell_facts(37 * (number * 23 % 60), lon_deg=LON_DEG + 60 * METRE_DEG * (number * 17 % 31),
                           hours=("24/7", "Mo-Su,PH 07:00-22:00")[number % 3 > 0])
        rows.append(Station.objects.create(unit=district, code=f"T-{number:03d}", **facts.columns()))
    by_hand = sorted((measure_m(LAT_DEG, LON_DEG, one.lat_deg, one.lon_deg), one.code) for one in rows)
    open_by_hand = [code for _way, code in by_hand if is_open(next(row for row in rows if row.code == code), NIGHT)]

    found = find_nearest(LAT_DEG, LON_DEG, at=NIGHT)
    assert [one.station.code for one in found] == [code for _way, code in by_hand[:20]]
    assert [one.distance_m for one in found] == pytest.approx([way for way, _code in by_hand[:20]], abs=0.01)
    assert list_codes(open_now=True, limit=60) == open_by_hand
    assert len(open_by_hand) == 20


def test_facility_and_kind_choose(district: Unit) -> None:
    put_station(district, "A", 100)
    put_station(district, "B", 200, kind="taxi", facilities={"shower": 1})
    put_station(district, "C", 300, facilities={"shower": 2, "hot_water": 1})

    assert list_codes() == ["A", "B", "C"]
    assert list_codes(facility="shower") == ["B", "C"]
    assert list_codes(kind="warm") == ["A", "C"]
    assert list_codes(kind="warm", facility="shower", limit=1) == ["C"]
    assert list_codes(kind="smart") == []


def test_the_copy_follows_every_change_of_the_registry(district: Unit) -> None:
    assert list_codes() == []
    station = put_station(district, "A")
    assert list_codes() == ["A"]
    pause_station(by=None, station=station, works=True, reason="施工")
    assert [(row.code, row.state, is_open_now) for row, _way, is_open_now in search_listed(LAT_DEG, LON_DEG)] == [
        ("A", "works", False)]
    resume_station(by=None, station=station)
    assert list_codes(open_now=True) == []
    change_station(by=None, station=station, facts=tell_facts(hours="24/7"), reason="改成全天")
    assert list_codes(open_now=True) == ["A"]
    Facility.objects.filter(kind="hot_water").delete()
    assert list_codes(facility="hot_water") == []
    Station.objects.filter(pk=station.pk).update(name="改名", kind="taxi")
    assert list_codes(kind="taxi") == ["A"]
    close_station(by=None, station=station, reason="租约到期")
    assert list_codes() == []


def test_what_was_rolled_back_leaves_no_copy(district: Unit) -> None:
    """A search inside a transaction that comes to nothing must not be believed afterwards."""
    with transaction.atomic():
        put_station(district, "GONE")
        assert list_codes() == ["GONE"]
        transaction.set_rollback(True)
    assert list_codes() == []
    put_station(district, "A", 900)
    assert list_codes() == ["A"]


def test_search_asks_one_question_and_pages_three_more(
    district: Unit, django_assert_num_queries: Callable[[int], object],
) -> None:
    for number in range(30):
        put_station(district, f"T-{number}", 100 * number)
    list_codes()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(list_codes(limit=30)) == 30
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        found = find_nearest(LAT_DEG, LON_DEG, at=NIGHT, limit=30)
        assert [len(one.station.facilities.all()) for one in found] == [2] * 30
        assert {one.station.unit.name for one in found} == {"东湖区总工会"}


def test_a_place_outside_china_is_refused(district: Unit) -> None:
    put_station(district, f"T-{uuid4().hex[:4]}")
    with pytest.raises(StationRefused, match="不在国内"):
        find_nearest(48.85, 2.35)
