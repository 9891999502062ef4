"""An order to open a door from afar."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import UnlockOrder

pytestmark = pytest.mark.django_db


def test_an_order_is_over_when_it_is_done_or_its_time_is(street: Unit, officer: Account) -> None:
    door = build_door(build_station(street))
    order = UnlockOrder.objects.create(token=uuid4(), door=door, by=officer, why="有人", at=MOMENT,
                                       until=MOMENT + timedelta(seconds=30))
    assert [order.is_over(MOMENT + timedelta(seconds=late)) for late in (0, 30)] == [False, True]
    order.done_at = MOMENT
    assert order.is_over(MOMENT)
    assert (order.station, order.unit) == (door.station, street)
