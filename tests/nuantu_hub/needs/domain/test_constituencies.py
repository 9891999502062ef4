"""Constituencies: who belongs to one, and electing together."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.needs.election_scene import enrol

from nuantu_hub.needs.domain.constituencies import (
    PROVINCES,
    list_members,
    merge_constituency,
    register_constituency,
    register_provinces,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Constituency
from nuantu_hub.people.models import Account, Engagement, Person, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def register(unit: Unit, officer: Account, kind: str, code: str) -> Constituency:
    """A constituency of one seat."""
    return register_constituency(by=officer, unit=unit, kind=kind, code=code, seats=1, token=uuid.uuid4())


def test_there_are_thirty_one_provinces_once(district: Unit, officer: Account) -> None:
    assert len(PROVINCES) == 31
    assert register_provinces(by=officer, unit=district, seats=1, token=uuid.uuid4()) == 31
    assert register_provinces(by=officer, unit=district, seats=1, token=uuid.uuid4()) == 0


def test_members_are_found_by_province_occupation_and_platform(
        district: Unit, other_district: Unit, officer: Account) -> None:
    food, ride = enrol(district, "甲"), enrol(district, "乙", "ride")
    enrol(other_district, "丙")
    Person.objects.filter(account=ride).update(residence_code="220102")
    Engagement.objects.create(person=Person.objects.get(account=food), platform="青禾配送", since=now())
    found = {kind: set(list_members(register(district, officer, kind, code)).values_list("account", flat=True))
             for kind, code in (("occupation", "food"), ("platform", "青禾配送"), ("province", "22"))}

    assert found == {"occupation": {food.pk}, "platform": {food.pk}, "province": {ride.pk}}


def test_a_small_one_elects_with_another(district: Unit, officer: Account) -> None:
    enrol(district, "甲")
    enrol(district, "乙", "ride")
    food, ride = (register(district, officer, "occupation", code) for code in ("food", "ride"))

    merge_constituency(by=officer, small=ride, into=food)

    assert list_members(food).count() == 2
    ride.refresh_from_db()
    with pytest.raises(NeedRefused):
        merge_constituency(by=officer, small=food, into=ride)
    merge_constituency(by=officer, small=ride, into=None)
    assert list_members(food).count() == 1


@pytest.mark.parametrize(("kind", "code"), [("province", "99"), ("occupation", "pilot"), ("platform", " ")])
def test_a_code_that_there_is_not_is_refused(district: Unit, officer: Account, kind: str, code: str) -> None:
    with pytest.raises(NeedRefused):
        register(district, officer, kind, code)
