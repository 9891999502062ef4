"""Notices of stations: written by one, approved by another, shown to everybody, taken down."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.notices import write_notice
from nuantu_hub.stations.domain.registry import appoint_keeper
from nuantu_hub.stations.models import Notice, Station

pytestmark = pytest.mark.django_db
NOTICES = "/stations/notices/"


@pytest.fixture
def station(street: Unit) -> Station:
    """A station of the own district."""
    return put_station(street)


@pytest.fixture
def keeper(station: Station, bystander: Account) -> Account:
    """Who looks after it."""
    appoint_keeper(by=None, station=station, account=bystander)
    return bystander


def fill(**more: str) -> dict[str, str]:
    return {"title": "停水", "words": "明天上午停水", "token": str(uuid4())} | more


def test_a_keepers_notice_is_shown_once_an_officer_has_approved_it(
    station: Station, keeper: Account, officer: Account, stranger: Client, as_: As,
) -> None:
    assert as_(keeper).post(f"/stations/desk/{station.pk}/notices/new/", fill()).status_code == 302
    notice = Notice.objects.get()
    page = f"/s/{station.sign}/"
    assert "明天上午停水" not in stranger.get(page).content.decode()
    assert "1 条等你审核" in as_(officer).get(NOTICES).content.decode()
    assert as_(keeper).post(f"{NOTICES}{notice.pk}/approve/").status_code == 404
    assert as_(officer).post(f"{NOTICES}{notice.pk}/approve/").status_code == 302

    assert "明天上午停水" in stranger.get(page).content.decode()
    assert as_(keeper).post(f"{NOTICES}{notice.pk}/withdraw/").status_code == 302
    assert "明天上午停水" not in stranger.get(page).content.decode()


def test_a_notice_that_is_returned_says_why_to_its_writer(station: Station, keeper: Account, officer: Account,
                                                          as_: As) -> None:
    as_(keeper).post(f"/stations/desk/{station.pk}/notices/new/", fill())
    notice = Notice.objects.get()
    address = f"{NOTICES}{notice.pk}/refuse/"

    assert as_(officer).get(address).status_code == 200
    assert as_(officer).post(address, {"why": ""}).status_code == 422
    assert as_(officer).post(address, {"why": "写明几点到几点"}).status_code == 302
    assert "写明几点到几点" in as_(keeper).get(NOTICES).content.decode()


def test_a_notice_of_a_union_stands_at_all_its_stations_and_nobody_approves_the_own_one(
    district: Unit, station: Station, officer: Account, stranger: Client, as_: As,
) -> None:
    assert as_(officer).post(f"{NOTICES}of-unit/{district.pk}/new/", fill(title="大风")).status_code == 302
    notice = Notice.objects.get()
    assert as_(officer).post(f"{NOTICES}{notice.pk}/approve/").status_code == 422
    colleague = Account.objects.create_staff("colleague", "同事")
    Post.objects.create(account=colleague, unit=district, role=Post.Role.OFFICER, since=now())
    assert as_(colleague).post(f"{NOTICES}{notice.pk}/approve/").status_code == 302

    assert "大风" in stranger.get(f"/s/{station.sign}/").content.decode()


def test_notices_of_another_district_are_not_there(station: Station, keeper: Account, other_officer: Account,
                                                   as_: As) -> None:
    as_(keeper).post(f"/stations/desk/{station.pk}/notices/new/", fill())
    notice = Notice.objects.get()

    assert "停水" not in as_(other_officer).get(NOTICES).content.decode()
    assert [as_(other_officer).post(f"{NOTICES}{notice.pk}/{act}/").status_code
            for act in ("approve", "refuse", "withdraw")] == [404, 404, 404]
    assert as_(other_officer).get(f"/stations/desk/{station.pk}/notices/new/").status_code == 404


def test_the_list_asks_as_often_for_forty_as_for_two(station: Station, keeper: Account, officer: Account,
                                                     as_: As) -> None:
    client = as_(officer)
    for number in range(2):
        write_notice(by=keeper, unit=station.unit, station=station, title=f"{number}", words="词", token=uuid4())
    few = count_queries(client, NOTICES)
    for number in range(2, 40):
        write_notice(by=keeper, unit=station.unit, station=station, title=f"{number}", words="词", token=uuid4())

    assert count_queries(client, NOTICES) == few
