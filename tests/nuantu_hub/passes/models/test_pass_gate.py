"""A gate that takes the pass is one row more about a gate of the registry."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

from nuantu_hub.passes.domain.gate_numbers import give_number
from nuantu_hub.passes.models import PassGate
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_neither_place_nor_number_is_shared(district: Unit, officer: Account, other_officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)

    assert gate.unit == district
    assert list(PassGate.objects.visible_to(sides.property)) == [gate]
    assert not PassGate.objects.visible_to(other_officer).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        PassGate.objects.create(compound=sides.compound, place=gate.place, number=give_number())
    gate.place.closed_on = "2026-11-01"
    gate.place.save()
    assert not PassGate.objects.in_use().exists()
