"""Inspections are seen by who oversees or inspects, never by who keeps the station."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Inspection, InspectionPhoto

pytestmark = pytest.mark.django_db


def test_who_sees_an_inspection(street: Unit, district: Unit, officer: Account, other_officer: Account, rider: Account,
                                organiser: Account) -> None:
    station, inspector = build_station(street), appoint("one", district)
    with at():
        one = plan(station, inspector)
        keeper = keep(station)
        seen = {account.name: list(Inspection.objects.visible_to(account))
                for account in (officer, inspector, other_officer, rider, organiser, keeper)}
    assert seen == {officer.name: [one], inspector.name: [one], other_officer.name: [], rider.name: [],
                    organiser.name: [], keeper.name: []}


def test_the_day_is_that_on_which_it_was_held(street: Unit, district: Unit) -> None:
    with at():
        one = plan(build_station(street), appoint("one", district))
        assert one.day == MOMENT.date()
    with at(2):
        done = hand_in(one, floor_area=15.0)
    assert (done.on, done.day) == (MOMENT.date(), MOMENT.date() + timedelta(days=2))
    assert list(Inspection.objects.counted()) == [done]
    assert str(InspectionPhoto(inspection=done, item="seats")) == f"{done} seats"
