"""Findings are seen by who oversees, inspects or keeps the station."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, hand_in, keep, plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Finding

pytestmark = pytest.mark.django_db


def test_who_sees_a_finding(street: Unit, district: Unit, officer: Account, other_officer: Account,
                            rider: Account) -> None:
    station, inspector = build_station(street), appoint("one", district)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, clean=False)
        keeper, other = keep(station), keep(build_station(street, "B"), "other")
        one = Finding.objects.get()
        seen = [list(Finding.objects.visible_to(account))
                for account in (officer, inspector, keeper, other, other_officer, rider)]
        assert seen == [[one], [one], [one], [], [], []]
        assert list(Finding.objects.visible_to(AnonymousUser())) == []  # type: ignore[arg-type]
    assert list(Finding.objects.all().still_open()) == [one]
    one.state = Finding.State.CLOSED
    one.save()
    assert not Finding.objects.all().still_open().exists()
    assert str(one) == "DH-001驿站 clean"
