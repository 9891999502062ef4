"""Gate ids come from one registry."""

from __future__ import annotations

import base64

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import build_door, build_station

from nuantu_hub.passes.models import GateNumber
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_what_stands_there_says_which_credentials_are_taken() -> None:
    told = [GateNumber(kind=kind).credential_class for kind in (GateNumber.Kind.GATE, GateNumber.Kind.DOOR)]
    assert told == [1, 2]


def test_the_key_of_what_stands_there_is_bytes() -> None:
    assert GateNumber(device_key=base64.b64encode(bytes(range(32))).decode()).key_bytes == bytes(range(32))


def test_a_number_of_a_gate_belongs_to_no_door(street: Unit) -> None:
    with pytest.raises(IntegrityError):
        GateNumber.objects.create(kind=GateNumber.Kind.GATE, door=build_door(build_station(street)))
