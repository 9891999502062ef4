"""Every gate and every door has a number of its own."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.equipment_cast import build_door, build_station

from nuantu_hub.passes.domain.gate_numbers import give_number
from nuantu_hub.passes.models import GateNumber
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_gates_get_fresh_numbers() -> None:
    numbers = [give_number() for _ in range(3)]

    assert len({number.pk for number in numbers}) == 3
    assert {number.kind for number in numbers} == {GateNumber.Kind.GATE}


def test_a_door_keeps_its_number_and_shares_it_with_no_gate(street: Unit) -> None:
    door = build_door(build_station(street))
    number, gate = give_number(door=door), give_number()

    assert give_number(door=door) == number
    assert (number.kind, number.door) == (GateNumber.Kind.DOOR, door)
    assert gate.pk != number.pk
