"""Opening, changing, moving, pausing and closing stations; what is refused is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.timezone import localdate
from tests.nuantu_hub.stations.registry_cast import METRE_DEG, put_station, tell_facts

from nuantu_hub.people.models import Account, Deed, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.registry import (
    appoint_keeper,
    change_station,
    close_station,
    find_twin,
    list_changes,
    move_station,
    open_station,
    pause_station,
    release_keeper,
    resume_station,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db
State = Station.State


def list_deeds() -> list[str]:
    return list(Deed.objects.order_by("pk").values_list("verb", flat=True))


def test_a_station_is_registered_once_for_a_token(district: Unit, officer: Account) -> None:
    token = uuid4()
    station = open_station(by=officer, unit=district, code=" dh-0412 ", facts=tell_facts(), token=token)
    again = open_station(by=officer, unit=district, code="DH-9", facts=tell_facts(500), token=token)

    assert (again, Station.objects.count(), list_deeds()) == (station, 1, ["station opened"])
    assert (station.code, len(station.sign), station.state) == ("DH-0412", 8, State.USED)
    assert {one.kind: one.count for one in station.facilities.all()} == {"hot_water": 1, "meal_heating": 2}


@pytest.mark.parametrize(("facts", "field", "named"), [
    ({"name": " "}, "name", "不超过 80"), ({"address": "长" * 161}, "address", "不超过 160"),
    ({"kind": "palace"}, "kind", "没有这个类型"), ({"hours": "Mo-Fr 8-18"}, "hours", "读不懂：“8-18”"),
    ({"lat_deg": 48.85, "lon_deg": 2.35}, "lat_deg", "不在国内"), ({"seats": 0}, "seats", "大于零"),
    ({"area_m2": -1.0}, "area_m2", "大于零"), ({"host_rules": "轻声"}, "host", "没有场地单位"),
    ({"facilities": {"pool": 1}}, "facilities", "没有这样的设施：pool"),
    ({"facilities": {"seats": 0}}, "facilities", "没有这样的设施：seats × 0"),
])
def test_what_cannot_be_registered_is_named(district: Unit, facts: dict[str, Any], field: str, named: str) -> None:
    with pytest.raises(StationRefused, match=named) as refused:
        open_station(by=None, unit=district, code="DH-1", facts=tell_facts(**facts), token=uuid4())
    assert refused.value.field == field
    assert not Station.objects.exists()


@pytest.mark.parametrize("code", ["", "驿站1", "DH 0412", "A" * 17, "DH_1"])
def test_a_code_that_cannot_be_one_is_refused(district: Unit, code: str) -> None:
    with pytest.raises(StationRefused, match="编号只用字母"):
        put_station(district, code)


def test_a_code_belongs_to_one_station(district: Unit) -> None:
    put_station(district, "DH-1")
    with pytest.raises(StationRefused, match="DH-1 已经是“晨光驿站”的"):
        put_station(district, "dh-1", north_m=500)


def test_a_second_pin_on_one_spot_is_refused_unless_it_is_said_to_be_beside(district: Unit) -> None:
    put_station(district, "DH-1")
    with pytest.raises(StationRefused, match=r"“晨光驿站”（DH-1）只隔 15 米"):
        put_station(district, "DH-2", north_m=15)
    put_station(district, "DH-3", north_m=25)
    beside = open_station(by=None, unit=district, code="DH-2", facts=tell_facts(15), token=uuid4(), beside=True)

    assert find_twin(tell_facts(14)) is not None
    assert find_twin(tell_facts(60)) is None
    assert beside.code == "DH-2"


def test_a_closed_union_gets_no_station(district: Unit) -> None:
    district.closed_on = localdate(now())
    with pytest.raises(StationRefused, match="已经撤销"):
        put_station(district)


def test_a_change_names_its_fields_and_needs_a_reason(district: Unit, officer: Account) -> None:
    station = put_station(district)
    facts = tell_facts(30, hours="24/7", facilities={"hot_water": 2})

    with pytest.raises(StationRefused, match="要写原因"):
        change_station(by=officer, station=station, facts=facts, reason=" ")
    assert change_station(by=officer, station=station, facts=facts, reason="重新登记") == [
        "hours", "lat_deg", "lon_deg", "facilities"]
    station.refresh_from_db()
    assert (station.hours, {one.kind: one.count for one in station.facilities.all()}) == ("24/7", {"hot_water": 2})
    assert change_station(by=officer, station=station, facts=facts, reason="") == []
    assert list_changes(station, replace(facts, facilities=None)) == []
    assert list_changes(station, replace(facts, lat_deg=facts.lat_deg + 0.5 * METRE_DEG)) == []
    assert list_deeds() == ["station opened", "station changed"]


def test_a_place_too_far_is_a_move(district: Unit) -> None:
    station = put_station(district)
    with pytest.raises(StationRefused, match="离原来 60 米，这是搬迁"):
        change_station(by=None, station=station, facts=tell_facts(60), reason="改位置")


def test_a_move_leads_from_the_old_sign_to_the_new_and_takes_the_keepers_along(
    district: Unit, officer: Account, bystander: Account,
) -> None:
    station = put_station(district)
    appoint_keeper(by=officer, station=station, account=bystander)
    token = uuid4()
    told = {"code": "DH-2", "facts": tell_facts(800), "reason": "房子收回", "token": token}
    moved = move_station(by=officer, station=station, **told)
    again = move_station(by=officer, station=station, **told)

    station.refresh_from_db()
    assert again == moved
    assert (station.state, station.moved_to, station.state_why) == (State.MOVED, moved, "房子收回")
    assert moved.sign != station.sign
    assert [keeper.account for keeper in moved.keepers.held_at(now())] == [bystander]
    assert not station.keepers.held_at(now()).exists()
    with pytest.raises(StationRefused, match="已搬迁，不能再改"):
        pause_station(by=officer, station=station, works=True, reason="施工")


def test_a_station_pauses_for_works_comes_back_and_closes_for_good(
    district: Unit, officer: Account, bystander: Account,
) -> None:
    station = put_station(district)
    appoint_keeper(by=officer, station=station, account=bystander)
    until = localdate(now()) + timedelta(days=9)

    with pytest.raises(StationRefused, match="恢复日期已经过去"):
        pause_station(by=officer, station=station, works=True, reason="施工", until=until - timedelta(days=30))
    paused = pause_station(by=officer, station=station, works=True, reason="换水管", until=until)
    assert (paused.state, paused.state_why, paused.state_until) == (State.WORKS, "换水管", until)
    back = resume_station(by=officer, station=station)
    assert (back.state, back.state_why, back.state_until) == (State.USED, "", None)
    resume_station(by=officer, station=station)
    closed = close_station(by=officer, station=station, reason="租约到期")
    close_station(by=officer, station=closed, reason="租约到期")

    assert closed.state == State.CLOSED
    assert not bystander.posts.filter(until=None).exists()
    assert [verb for verb in list_deeds() if verb.startswith("station")] == [
        "station opened", "station paused", "station resumed", "station closed"]
    with pytest.raises(StationRefused, match="已撤销，不能再改"):
        resume_station(by=officer, station=closed)


def test_a_keeper_has_the_post_as_long_as_one_station_of_the_unit(
    district: Unit, officer: Account, bystander: Account,
) -> None:
    first, second = put_station(district, "DH-1"), put_station(district, "DH-2", north_m=500)
    keepers = [appoint_keeper(by=officer, station=one, account=bystander) for one in (first, second)]
    again = appoint_keeper(by=officer, station=first, account=bystander)

    assert again == keepers[0]
    assert [post.role for post in bystander.posts.filter(until=None)] == [Post.Role.KEEPER]
    release_keeper(by=officer, keeper=keepers[0])
    assert bystander.posts.filter(until=None).exists()
    release_keeper(by=officer, keeper=keepers[1])
    ended = release_keeper(by=officer, keeper=keepers[1]).until
    assert not bystander.posts.filter(until=None).exists()
    assert keepers[1].until == ended


def test_no_worker_keeps_and_nobody_appoints_themselves(district: Unit, officer: Account, rider: Account) -> None:
    station = put_station(district)
    for account in (rider, officer):
        with pytest.raises(Refused):
            appoint_keeper(by=officer, station=station, account=account)
    assert not station.keepers.exists()
