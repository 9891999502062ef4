"""That a code was given out."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import IssuedCode

pytestmark = pytest.mark.django_db


def test_a_serial_of_a_window_is_given_out_once(street: Unit) -> None:
    door = build_door(build_station(street))
    IssuedCode.objects.create(door=door, window=7, serial=0, at=MOMENT)
    with pytest.raises(IntegrityError):
        IssuedCode.objects.create(door=door, window=7, serial=0, at=MOMENT)
