"""An alarm of a door."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Alarm

pytestmark = pytest.mark.django_db


def test_one_alarm_of_a_kind_rings_at_a_door_and_it_names_no_person(street: Unit) -> None:
    door = build_door(build_station(street))
    alarm = Alarm.objects.create(door=door, kind="tamper", since=MOMENT, last_at=MOMENT)
    assert (alarm.station, alarm.unit) == (door.station, street)
    with pytest.raises(IntegrityError):
        Alarm.objects.create(door=door, kind="tamper", since=MOMENT, last_at=MOMENT)
