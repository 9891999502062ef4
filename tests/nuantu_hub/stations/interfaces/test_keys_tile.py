"""The card that leads to one's keys."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.standing_keys import give_key, withdraw_key
from nuantu_hub.stations.interfaces.keys_tile import make_keys_tile

pytestmark = pytest.mark.django_db


def test_who_holds_a_key_has_a_card_and_who_holds_none_has_not(
    street: Unit, rider: Account, other_rider: Account,
) -> None:
    key = give_key(account=rider, door=build_door(build_station(street)), token=uuid4())
    tile = make_keys_tile(rider, now() + timedelta(seconds=1), None)
    assert tile is not None
    assert tile.told == 1
    assert make_keys_tile(other_rider, MOMENT, (1.0, 2.0)) is None
    withdraw_key(by=rider, key=key)
    assert make_keys_tile(rider, now(), None) is None
