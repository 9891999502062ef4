"""What everybody sees of stations, signed in or not: the search, one station's page, the way there."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.pages_cast import MOMENT, NIGHT, put_counting, put_door, put_fault, stand_at
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, put_station, tell_facts

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.registry import close_station, move_station, pause_station
from nuantu_hub.stations.models import Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
NEAR = f"/stations/?lat={LAT_DEG:.3f}&lon={LON_DEG:.3f}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_stranger_finds_the_nearest_open_one_at_three_in_the_morning(street: Unit, stranger: Client) -> None:
    put_station(street, "DH-1", 100, name="只在白天")
    night = put_counting(street, "DH-2", north_m=700, name="彻夜")
    with stand_at(NIGHT):
        page = read(stranger, f"{NEAR}&open=1")

    assert "最近开着的在 700 米外" in page
    assert f'href="/s/{night.sign}/"' in page
    assert "只在白天" not in page


def test_words_and_facilities_narrow_the_list_without_a_place(street: Unit, stranger: Client) -> None:
    put_station(street, "DH-1", name="柳岸一号", facilities={"shower": 1})
    put_station(street, "DH-2", 100, name="东门二号")

    assert "东门二号" not in read(stranger, "/stations/?q=柳岸一号")
    assert "东门二号" not in read(stranger, "/stations/?facility=shower")
    assert "附近没有符合的驿站" in read(stranger, "/stations/?q=哪儿都不是")


def test_the_search_asks_as_often_for_twenty_as_for_one(street: Unit, stranger: Client) -> None:
    put_counting(street, "DH-0")
    few = count_queries(stranger, NEAR)
    for place in range(1, 25):
        put_fault(put_counting(street, f"DH-{place}", north_m=40.0 * place))

    assert count_queries(stranger, NEAR) == few


def test_the_page_of_a_station_says_what_is_known_and_what_is_not(street: Unit, stranger: Client) -> None:
    station = put_counting(street)
    page = read(stranger, f"/s/{station.sign}/")

    assert "现在 <b>7 人</b>" in page
    assert 'class="seat-row"' in page
    assert "实际开了多久，没有设备测量" in page
    assert "还没有评星" in page
    assert f'href="/s/{station.sign}/report/?kind=water"' in page


def test_everybody_hears_only_that_fewer_than_five_are_inside(street: Unit, stranger: Client, officer: Account,
                                                              as_: As) -> None:
    station = put_counting(street, people=1)

    assert "现在不到 <b>5 人</b>" in read(stranger, f"/s/{station.sign}/")
    assert "现在 <b>1 人</b>" not in read(stranger, f"/s/{station.sign}/")
    assert "此刻 1 人，容 16 人" in read(as_(officer), f"/stations/desk/{station.pk}/panel/")


def test_where_nobody_measured_the_seats_no_free_ones_are_told(street: Unit, stranger: Client) -> None:
    page = read(stranger, f"/s/{put_counting(street, people=2, seats=None).sign}/")

    assert "现在不到 <b>5 人</b>" in page
    assert "空位" not in page


def test_a_door_has_its_button_and_a_station_without_one_has_not(street: Unit, stranger: Client) -> None:
    station = put_station(street)
    assert "开门" not in read(stranger, f"/s/{station.sign}/")
    put_door(station)

    assert f'action="/s/{station.sign}/open/"' in read(stranger, f"/s/{station.sign}/")


def test_a_station_out_of_use_says_why_and_where_it_went(street: Unit, stranger: Client) -> None:
    paused, closed, old = (put_station(street, f"DH-{place}", 100.0 * place) for place in range(3))
    pause_station(by=None, station=paused, works=True, reason="换暖气")
    close_station(by=None, station=closed, reason="并入别处")
    moved = move_station(by=None, station=old, code="DH-9", facts=tell_facts(900, name="新驿站"), reason="拆迁",
                         token=uuid4())

    assert "换暖气" in read(stranger, f"/s/{paused.sign}/")
    assert "并入别处" in read(stranger, f"/s/{closed.sign}/")
    assert f'href="/s/{moved.sign}/"' in read(stranger, f"/s/{old.sign}/")
    assert "新驿站" in read(stranger, f"/s/{old.sign}/")


def test_the_way_is_a_page_and_for_the_script_a_sheet(street: Unit, stranger: Client) -> None:
    station = put_station(street)
    page = read(stranger, f"/s/{station.sign}/way/")
    sheet = stranger.get(f"/s/{station.sign}/way/", headers={"HX-Request": "true"}).content.decode()

    for host in ("uri.amap.com", "api.map.baidu.com", "apis.map.qq.com", "maps.apple.com", "geo:"):
        assert host in page
    assert "<html" in page
    assert "<html" not in sheet


def test_a_sign_that_hangs_nowhere_leads_nowhere(stranger: Client) -> None:
    assert [stranger.get(f"/s/NOTHERE1/{rest}").status_code for rest in ("", "way/")] == [404, 404]


def test_open_faults_of_a_station_are_told_with_how_late_they_are(street: Unit, stranger: Client) -> None:
    station = put_station(street)
    put_fault(station, hours_left=-2)

    assert "过期没修好" in read(stranger, f"/s/{station.sign}/")


def test_many_facilities_and_faults_cost_no_more_questions(street: Unit, stranger: Client) -> None:
    station = put_counting(street)
    address = f"/s/{station.sign}/"
    few = count_queries(stranger, address)
    for _number in range(5):
        put_fault(station)

    assert count_queries(stranger, address) == few
    assert Station.objects.count() == 1
