"""Pages of visits: who sees which stations, what is shown where nobody counts, and what the public may know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours, let_count

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Keeper, PersonCount, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def station(district: Unit) -> Station:
    """A station whose door counts: 9 now, 30 today, 60 on each day of a fortnight."""
    station = build_station(district)
    let_count(station, people=9)
    count_hours(station, TODAY, {8: 10, 9: 20})
    for number in range(1, 15):
        count_hours(station, TODAY - timedelta(days=number), {3: 6, 12: 54})
    return station


@pytest.fixture
def elsewhere(other_district: Unit) -> Station:
    """A station of the other district."""
    return build_station(other_district, "NS-001")


def read(client: Client, page: str, status: int = 200) -> str:
    answer = client.get(page)
    assert answer.status_code == status
    return answer.content.decode()


def test_officer_sees_the_stations_of_the_district_and_no_others(
    as_: As, officer: Account, other_officer: Account, station: Station, elsewhere: Station,
) -> None:
    page = read(as_(officer), "/stations/visits/")
    assert station.name in page
    assert elsewhere.name not in page
    assert "今天到 10:30 来过 30 人次" in page
    read(as_(other_officer), f"/stations/{station.pk}/visits/", 404)


def test_a_keeper_sees_the_own_station_alone(as_: As, bystander: Account, station: Station, elsewhere: Station) -> None:
    read(as_(bystander), "/stations/visits/", 404)
    Keeper.objects.create(station=station, account=bystander, since=now())

    page = read(as_(bystander), "/stations/visits/")
    assert station.name in page
    assert elsewhere.name not in page
    assert "平常这时" in read(as_(bystander), f"/stations/{station.pk}/visits/")
    read(as_(bystander), f"/stations/{elsewhere.pk}/visits/", 404)


def test_workers_and_strangers_see_no_page_of_staff(
    as_: As, rider: Account, stranger: Client, station: Station,
) -> None:
    for page in ("/stations/visits/", f"/stations/{station.pk}/visits/"):
        read(as_(rider), page, 404)
        assert stranger.get(page)["Location"].startswith("/sign-in/")


def test_one_station_is_told_beside_what_is_usual(as_: As, officer: Account, station: Station) -> None:
    page = read(as_(officer), f"/stations/{station.pk}/visits/")

    # Two Wednesdays before: 6 at three in the morning and nobody else by half past ten.
    assert "平常这时 6" in page
    assert "人最多的是" in page
    assert "没有门禁说过话" in page


def test_where_nobody_counts_the_page_says_so_and_shows_no_nought(as_: As, officer: Account, district: Unit) -> None:
    silent = build_station(district, "DH-009")
    page = read(as_(officer), f"/stations/{silent.pk}/visits/")

    assert "这座驿站的门口不计数" in page
    assert "这些驿站的门口都不计数" in read(as_(officer), "/stations/visits/")


def test_an_export_holds_every_hour_and_leaves_a_deed(as_: As, officer: Account, station: Station) -> None:
    PersonCount.objects.create(day=YESTERDAY, station=station, persons=7)
    answer = as_(officer).post(f"/stations/{station.pk}/visits/table.csv", {"days": "2"})

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "编号,驿站,工会,日期,几点,进人次,出人次,没开门,当天签到人数",
        "DH-001,DH-001驿站,东湖区总工会,2026-11-17,3,6,0,0,7", "DH-001,DH-001驿站,东湖区总工会,2026-11-17,12,54,0,0,7",
        "DH-001,DH-001驿站,东湖区总工会,2026-11-18,8,10,0,0,没有人签到",
        "DH-001,DH-001驿站,东湖区总工会,2026-11-18,9,20,0,0,没有人签到"]
    assert Deed.objects.get(verb="visits exported").detail == {
        "first": "2026-11-17", "last": "2026-11-18", "rows": 4}


def test_the_export_of_all_keeps_to_the_own_stations(
    as_: As, officer: Account, other_officer: Account, station: Station,
) -> None:
    bodies = [as_(account).post("/stations/visits/table.csv").content.decode() for account in (officer, other_officer)]

    assert ["DH-001" in body for body in bodies] == [True, False]


def test_the_list_asks_as_often_for_one_station_as_for_many(as_: As, officer: Account, district: Unit) -> None:
    counts = []
    for number in range(2):
        for place in range(1 + 19 * number):
            one = build_station(district, f"Q{number}-{place}")
            let_count(one)
            count_hours(one, YESTERDAY, {12: 6})
        counts.append(count_queries(as_(officer), "/stations/visits/"))

    assert counts[0] == counts[1]


def test_the_public_page_leaves_small_numbers_out(
    stranger: Client, city: Unit, district: Unit, other_district: Unit, station: Station, elsewhere: Station,
) -> None:
    third = build_station(city, "YG-001")
    count_hours(elsewhere, YESTERDAY, {3: 3})
    count_hours(third, YESTERDAY, {12: 40})
    let_count(elsewhere)
    for day, persons in ((YESTERDAY, 3), (YESTERDAY - timedelta(days=1), 8)):
        PersonCount.objects.create(day=day, unit=city, persons=persons)
    page = read(stranger, "/figures/visits/")

    assert ">463<" in page
    # The other district had three, which could be found by subtraction: what stands at the city goes with it.
    assert ">420<" in page
    assert "不到 5" in page
    assert "<b>8</b>" in page
    assert station.name not in page


def test_the_public_page_of_a_hub_without_stations_says_so(stranger: Client, district: Unit) -> None:
    assert "还没有可以公布的数" in read(stranger, "/figures/visits/")


@pytest.mark.parametrize("told", ["0", "9999", "-1", "many", "²", "92"])
def test_however_many_days_are_asked_for_a_file_comes(as_: As, officer: Account, station: Station, told: str) -> None:
    answer = as_(officer).post(f"/stations/{station.pk}/visits/table.csv", {"days": told})

    assert answer.status_code == 200
    assert date(2026, 11, 18).isoformat() in answer.content.decode()
