"""Notices: nobody sees one before somebody else approved it, nor outside its time, nor at another union's station."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.notices import (
    current_notices,
    current_notices_of,
    decide_notice,
    list_waiting,
    withdraw_notice,
    write_notice,
)
from nuantu_hub.stations.domain.registry import appoint_keeper
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Notice, Station

pytestmark = pytest.mark.django_db


def write(by: Account, unit: Unit, station: Station | None = None, **more: Any) -> Notice:
    told: dict[str, Any] = {"title": "冬夜姜茶", "words": "每晚九点有姜茶", "token": uuid4()}
    return write_notice(by=by, unit=unit, station=station, **told | more)


def list_titles(station: Station, moment: datetime | None = None) -> list[str]:
    return [notice.title for notice in current_notices(station, moment or now())]


def test_a_notice_is_shown_after_somebody_else_approved_it(
    district: Unit, officer: Account, steward: Account, bystander: Account,
) -> None:
    station = put_station(district)
    appoint_keeper(by=officer, station=station, account=bystander)
    token = uuid4()
    notice = write(bystander, district, station, token=token)

    assert write(bystander, district, station, token=token, title="别的") == notice
    assert list_titles(station) == []
    assert (list_waiting(officer), list_waiting(bystander)) == ([notice], [])
    with pytest.raises(StationRefused, match="不能自己审核"):
        decide_notice(by=bystander, notice=notice, approved=True)
    decide_notice(by=officer, notice=notice, approved=True)
    decide_notice(by=officer, notice=notice, approved=True)
    assert list_titles(station) == ["冬夜姜茶"]
    with pytest.raises(StationRefused, match="已经处理过"):
        decide_notice(by=steward, notice=notice, approved=False, why="不合适")
    withdraw_notice(by=officer, notice=notice)
    withdraw_notice(by=officer, notice=notice)
    assert list_titles(station) == []
    assert list(Deed.objects.filter(verb__startswith="notice").values_list("verb", flat=True).order_by("pk")) == [
        "notice written", "notice approved", "notice withdrawn"]


def test_a_refusal_says_why(district: Unit, officer: Account, bystander: Account) -> None:
    notice = write(bystander, district, put_station(district))
    with pytest.raises(StationRefused, match="没有写不通过的原因"):
        decide_notice(by=officer, notice=notice, approved=False)
    refused = decide_notice(by=officer, notice=notice, approved=False, why="公告只写驿站的事")
    assert (refused.state, refused.why, refused.decided_by) == (Notice.State.REFUSED, "公告只写驿站的事", officer)


def test_the_database_itself_keeps_writers_from_approving(district: Unit, officer: Account) -> None:
    notice = write(officer, district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="approved", decided_by=officer, decided_at=now())


def test_a_notice_stands_between_its_moments(district: Unit, officer: Account, steward: Account) -> None:
    station, moment = put_station(district), now()
    notice = write(steward, district, station, since=moment + timedelta(hours=1), until=moment + timedelta(hours=3))
    decide_notice(by=officer, notice=notice, approved=True)

    assert [list_titles(station, moment + timedelta(hours=hours)) for hours in (0, 1, 2, 3)] == [
        [], ["冬夜姜茶"], ["冬夜姜茶"], []]


@pytest.mark.parametrize(("words", "field"), [
    ({"title": " "}, "title"), ({"title": "长" * 61}, "title"), ({"words": ""}, "words"),
    ({"words": "长" * 501}, "words"),
])
def test_words_have_their_length(district: Unit, officer: Account, words: dict[str, str], field: str) -> None:
    with pytest.raises(StationRefused) as refused:
        write(officer, district, **words)
    assert refused.value.field == field


def test_a_notice_that_ends_before_it_begins_is_refused(district: Unit, officer: Account) -> None:
    with pytest.raises(StationRefused, match="结束时间"):
        write(officer, district, until=now() - timedelta(minutes=1))


def test_a_unions_notice_stands_at_all_its_stations_and_at_no_others(
    city: Unit, district: Unit, other_district: Unit, street: Unit, officer: Account, steward: Account,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    here, below, beside = (put_station(unit, f"S-{number}", 300 * number)
                           for number, unit in enumerate((district, street, other_district)))
    for unit, title in ((district, "区里"), (city, "市里"), (street, "街道")):
        decide_notice(by=officer, notice=write(steward, unit, title=title), approved=True)

    with django_assert_num_queries(1):
        found = current_notices_of([here, below, beside], now())
    assert {key: {one.title for one in notices} for key, notices in found.items()} == {
        here.pk: {"区里", "市里"}, below.pk: {"区里", "市里", "街道"}, beside.pk: {"市里"}}
    assert {one.title for one in current_notices(below, now())} == {"区里", "市里", "街道"}
