"""Forms of equipment."""

from __future__ import annotations

from uuid import uuid4

from nuantu_hub.stations.interfaces.equipment_forms import (
    CallOutcomeForm,
    CameraForm,
    CountForm,
    EquipmentForm,
    FillUpForm,
    LookForm,
    MedicineItemForm,
)


def test_equipment_without_a_choice_has_no_sensor() -> None:
    form = EquipmentForm({"token": uuid4(), "facility": "seats", "name": "椅子"})
    assert form.is_valid()
    assert form.cleaned_data["measure"] == "none"


def test_what_does_not_go_off_has_no_date() -> None:
    form = FillUpForm({"token": uuid4(), "count": "3"})
    assert form.is_valid()
    assert form.cleaned_data["keeps_until"] is None


def test_nothing_is_taken_empty() -> None:
    forms = (MedicineItemForm({}), CountForm({}), CameraForm({}), LookForm({}), CallOutcomeForm({}))
    assert [form.is_valid() for form in forms] == [False] * 5
