"""Forms of incidents."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

from nuantu_hub.passes.interfaces.incident_forms import DropForm, FoundForm, HandForm, IncidentForm, ShareKeyForm
from nuantu_hub.passes.models import PassGate
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_only_gates_of_the_compound_can_be_chosen(street: Unit, officer: Account) -> None:
    ours, other = put_gate(put_sides(street, officer)), put_gate(put_sides(street, officer, "清波里"))
    told = {"token": str(uuid.uuid4()), "kind": "theft", "words": "x", "minute": "2026-11-22T12:00", "trace": "0",
            "day_key": "0"}

    forms = [IncidentForm({**told, "gate": gate.pk}, gates=PassGate.objects.filter(pk=ours.pk))
             for gate in (ours, other)]

    assert [form.is_valid() for form in forms] == [True, False]


def test_nobody_found_is_an_answer() -> None:
    found = FoundForm({"rows": 3, "unreadable": 0})
    assert found.is_valid()
    assert found.cleaned_data == {"rider": "", "rows": 3, "unreadable": 0}
    assert [form.is_valid() for form in (FoundForm({}), HandForm({}), DropForm({}), ShareKeyForm({}))] == [False] * 4
