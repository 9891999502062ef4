"""A number on a door's list."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Door, StandingKey

pytestmark = pytest.mark.django_db


def hold(account: Account, door: Door, number: int = 5) -> StandingKey:
    return StandingKey.objects.create(account=account, door=door, number=number, since=MOMENT,
                                      until=MOMENT + timedelta(days=1), token=uuid4())


def test_a_key_is_held_from_its_beginning_until_its_end_or_until_it_is_withdrawn(street: Unit, rider: Account) -> None:
    key = hold(rider, build_door(build_station(street)))
    at = [MOMENT - timedelta(seconds=1), MOMENT, MOMENT + timedelta(days=1)]
    assert [StandingKey.objects.held_at(moment).exists() for moment in at] == [False, True, False]
    key.withdrawn_at = MOMENT
    key.save()
    assert not StandingKey.objects.held_at(MOMENT).exists()


def test_a_number_has_one_holder(street: Unit, rider: Account, other_rider: Account) -> None:
    door = build_door(build_station(street))
    hold(rider, door)
    with pytest.raises(IntegrityError):
        hold(other_rider, door)


def test_the_door_hears_that_a_key_was_deleted_with_its_holder(street: Unit, rider: Account) -> None:
    door = build_door(build_station(street))
    hold(rider, door)
    StandingKey.objects.all().delete()
    door.refresh_from_db()
    assert door.allow_version == 2
