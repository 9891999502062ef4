"""What was measured."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Equipment, Measurement

pytestmark = pytest.mark.django_db


def test_one_value_stands_at_one_moment(street: Unit) -> None:
    heater = Equipment.objects.create(station=build_station(street), facility="heating", name="取暖器")
    Measurement.objects.create(equipment=heater, at=MOMENT, value=20)
    with pytest.raises(IntegrityError):
        Measurement.objects.create(equipment=heater, at=MOMENT, value=21)
