"""Who may do what at a station: its keeper, its officer, its inspector, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.registry import appoint_keeper
from nuantu_hub.stations.models import Keeper, Station
from nuantu_hub.stations.permissions import cared_stations, find_station, keeps_station, stations_of

pytestmark = pytest.mark.django_db
#: Permission -> who has it at the station of the district; keeper, officer, inspector are of that station.
HOLDERS = {
    "stations.see_desk": {"keeper", "officer", "inspector", "other_officer"}, "stations.change": {"officer"},
    "stations.keep": {"keeper", "officer"}, "stations.inspect": {"inspector"},
    "stations.decide_notice": {"officer"}, "stations.withdraw_notice": {"keeper", "officer"},
}


@pytest.fixture
def station(district: Unit) -> Station:
    return put_station(district)


@pytest.fixture
def people(
    station: Station, district: Unit, officer: Account, other_officer: Account, reviewer: Account, rider: Account,
    steward: Account, bystander: Account,
) -> dict[str, Any]:
    keeper = Account.objects.create_staff("keeper", "马会来")
    appoint_keeper(by=officer, station=station, account=keeper)
    inspector = Account.objects.create_staff("inspector", "孟昭")
    Post.objects.create(account=inspector, unit=district, role=Post.Role.INSPECTOR, since=now() - timedelta(days=1))
    return {"keeper": keeper, "officer": officer, "inspector": inspector, "other_officer": other_officer,
            "reviewer": reviewer, "rider": rider, "steward": steward, "bystander": bystander}


@pytest.mark.parametrize("permission", HOLDERS)
def test_a_permission_has_its_holders(permission: str, people: dict[str, Any], station: Station) -> None:
    found = {role for role, account in people.items() if account.has_perm(permission, station)}
    assert found - {"other_officer"} == HOLDERS[permission] - {"other_officer"}
    assert "other_officer" not in found
    assert not AnonymousUser().has_perm(permission, station)


@pytest.mark.parametrize("permission", HOLDERS)
def test_with_no_station_the_role_alone_decides(permission: str, people: dict[str, Any], station: Station) -> None:
    found = {role for role, account in people.items() if account.has_perm(permission)}
    officers = {"other_officer"} if "officer" in HOLDERS[permission] else set()
    assert found == HOLDERS[permission] | officers


def test_each_sees_the_own_stations(people: dict[str, Any], station: Station, other_district: Unit) -> None:
    theirs = put_station(other_district, "NS-1", 500)
    seen = {role: list(stations_of(account)) for role, account in people.items()}
    assert seen == {"keeper": [station], "officer": [station], "inspector": [station], "other_officer": [theirs],
                    "reviewer": [], "rider": [], "steward": [], "bystander": []}
    assert {role for role, account in people.items() if station in cared_stations(account)} == {"keeper", "officer"}
    assert not stations_of(AnonymousUser()).exists()
    assert not cared_stations(AnonymousUser()).exists()


def test_a_keeper_keeps_from_when_until_when(people: dict[str, Any], station: Station) -> None:
    keeper = people["keeper"]
    Keeper.objects.filter(account=keeper).update(until=now() - timedelta(minutes=1))
    assert not keeps_station(keeper, station)
    assert not keeps_station(keeper)
    Keeper.objects.filter(account=keeper).update(since=now() + timedelta(hours=1), until=None)
    assert not keeps_station(keeper, station)


def test_a_closed_account_keeps_nothing(people: dict[str, Any], station: Station) -> None:
    keeper = people["keeper"]
    keeper.is_active = False
    assert not keeps_station(keeper, station)
    assert not stations_of(keeper).exists()


def test_the_station_of_a_thing_is_found(people: dict[str, Any], station: Station) -> None:
    keeper = Keeper.objects.get(station=station)
    assert [find_station(thing) for thing in (station, keeper, None, station.unit)] == [station, station, None, None]
