"""Keeper, tie, host, unit, last inspector: each is refused by name, and the number of queries does not grow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, plan

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.stations.domain.conflicts import Conflicts, check_inspectors, find_conflict
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Interest, Keeper, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street, host="云港银行")


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


def _kind(account: Account, station: Station) -> str | None:
    with at():
        found = find_conflict(account, station)
    return found.kind if found else None


def test_an_inspector_of_the_district_is_free(station: Station, inspector: Account) -> None:
    assert _kind(inspector, station) is None


@pytest.mark.parametrize(("days", "kind"), [(0, "keeper"), (300, "keeper"), (370, None)])
def test_who_kept_it_within_a_year_may_not(station: Station, inspector: Account, days: int, kind: str | None) -> None:
    Keeper.objects.create(station=station, account=inspector, since=MOMENT - timedelta(days=500),
                          until=MOMENT - timedelta(days=days) if days else None)
    assert _kind(inspector, station) == kind


def test_a_tie_to_the_station_or_its_host_counts_while_it_stands(station: Station, inspector: Account,
                                                                 street: Unit) -> None:
    tie = Interest.objects.create(account=inspector, host="云港银行 ", why="曾在那里上班", since=MOMENT)
    assert (_kind(inspector, station), _kind(inspector, build_station(street, "other", host="别的"))) == ("host", None)
    tie.until = MOMENT
    tie.save()
    assert _kind(inspector, station) is None
    Interest.objects.create(account=inspector, station=station, why="亲属", since=MOMENT)
    assert _kind(inspector, station) == "tie"


def test_a_post_in_the_own_unit_counts_and_the_inspectors_post_does_not(station: Station, inspector: Account,
                                                                        street: Unit) -> None:
    Post.objects.create(account=inspector, unit=street, role=Post.Role.INSPECTOR, since=MOMENT - timedelta(days=9))
    assert _kind(inspector, station) is None
    Post.objects.create(account=inspector, unit=street, role=Post.Role.ORGANISER, since=MOMENT - timedelta(days=9))
    assert _kind(inspector, station) == "unit"


def test_who_was_there_last_does_not_go_again_but_may_look_over_a_shoulder(station: Station, inspector: Account,
                                                                           district: Unit) -> None:
    other = appoint("two", district)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
    assert _kind(inspector, station) == "last"
    with at(1):
        check_inspectors(station, other, inspector)
        check_inspectors(station, inspector, rotates=False)
        with pytest.raises(StationRefused, match="上一次就是检one检查的") as refusal:
            check_inspectors(station, inspector)
        assert refusal.value.field == "inspector"
        with pytest.raises(StationRefused, match="同一个人"):
            check_inspectors(station, other, other)


def test_many_are_asked_at_once(street: Unit, district: Unit) -> None:
    def ask(count: int, mark: str) -> int:
        people = [appoint(f"{mark}{number}", district) for number in range(count)]
        stations = [build_station(street, f"{mark}{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            conflicts = Conflicts(people, stations)
            assert not any(conflicts.find(who, one) for who in people for one in stations)
        return len(asked)
    assert ask(2, "a") == ask(12, "b")
