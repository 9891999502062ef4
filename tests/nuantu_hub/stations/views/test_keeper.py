"""Today at my station."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import SINCE, appoint, build_door, build_station, offer

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.alarms import raise_alarm
from nuantu_hub.stations.domain.faults import report_fault
from nuantu_hub.stations.domain.help_calls import call_for_help
from nuantu_hub.stations.models import DoorOccupancy, Keeper, MedicineItem

pytestmark = pytest.mark.django_db
WHERE = reverse("stations:my_station")


def test_a_keeper_sees_who_calls_what_rings_what_is_broken_and_what_is_short(street: Unit, as_: As) -> None:
    station = offer(build_station(street), heating=1)
    keeper = appoint(station)
    DoorOccupancy.objects.create(station=station, people=3, at=now())
    raise_alarm(door=build_door(station), kind="held_open", at=now())
    report_fault(station=station, kind="water", token=uuid4())
    call_for_help(station=station, source="button", token=uuid4())
    MedicineItem.objects.create(station=station, name="创可贴")
    page = as_(keeper).get(WHERE).content.decode()
    for said in ("有人求助", "门没关", "热水", "创可贴", '<dd class="figure">3</dd>', "门在线", "还没有留手机号",
                 reverse("stations:findings"), reverse("stations:faults")):
        assert said in page


def test_a_keeper_of_two_stations_chooses(street: Unit, as_: As) -> None:
    first = build_station(street)
    keeper = appoint(first)
    second = build_station(street, "DH-2")
    Keeper.objects.create(station=second, account=keeper, since=SINCE)
    client = as_(keeper)
    assert client.get(WHERE).context["station"] == first
    assert client.get(WHERE, {"at": "DH-2"}).context["station"] == second
    assert client.get(WHERE, {"at": "DH-9"}).context["station"] == first


def test_who_keeps_no_station_has_no_such_page(officer: Account, rider: Account, as_: As) -> None:
    assert [as_(one).get(WHERE).status_code for one in (officer, rider)] == [404, 404]


def test_the_page_asks_as_often_for_many_faults_as_for_one(street: Unit, as_: As) -> None:
    station = build_station(street)
    keeper = appoint(station)

    def ask() -> int:
        client = as_(keeper)
        with CaptureQueriesContext(connection) as asked:
            client.get(WHERE)
        return len(asked)

    report_fault(station=station, kind="water", token=uuid4())
    MedicineItem.objects.create(station=station, name="创可贴")
    one = ask()
    for kind in ("power", "clean", "heat", "kitchen", "medicine", "other"):
        report_fault(station=station, kind=kind, token=uuid4())
        MedicineItem.objects.create(station=station, name=kind)
    assert ask() == one
