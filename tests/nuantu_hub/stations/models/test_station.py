"""Stations, what they offer and who keeps them, as the database holds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Facility, Keeper
from nuantu_hub.stations.models.station import SIGNS, draw_sign

pytestmark = pytest.mark.django_db


def test_a_sign_has_eight_marks_that_nobody_mistakes() -> None:
    drawn = {draw_sign() for _time in range(200)}
    assert len(drawn) == 200
    assert all(len(sign) == 8 and set(sign) <= set(SIGNS) for sign in drawn)
    assert not set("01IOL") & set(SIGNS)


def test_a_room_of_somebody_else_is_shared(district: Unit) -> None:
    own, shared = put_station(district, "A"), put_station(district, "B", 500, host="银杏银行")
    assert (own.is_shared, shared.is_shared) == (False, True)
    assert (str(own), str(own.facilities.get(kind="hot_water"))) == ("晨光驿站", "晨光驿站 hot_water")


def test_a_facility_stands_once(district: Unit) -> None:
    station = put_station(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Facility.objects.create(station=station, kind="hot_water")


def test_keepers_are_listed_from_when_until_when(district: Unit, bystander: Account) -> None:
    station, moment = put_station(district), now()
    hours = [(-5, -3), (-2, None), (-1, 1), (1, None)]
    for since, until in hours:
        Keeper.objects.create(station=station, account=bystander, since=moment + timedelta(hours=since),
                              until=None if until is None else moment + timedelta(hours=until))
    held = Keeper.objects.held_at(moment)
    assert [round((one.since - moment) / timedelta(hours=1)) for one in held] == [-2, -1]
