"""The form for a list offers the own unions only."""

from __future__ import annotations

import pytest

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.list_form import ListForm

pytestmark = pytest.mark.django_db


def test_only_the_offered_unions_can_be_chosen(district: Unit, other_district: Unit) -> None:
    units = Unit.objects.filter(pk=district.pk)
    form = ListForm({"unit": other_district.pk}, {}, units=units)
    assert set(form.errors) >= {"unit", "file"}
    assert [label for _value, label in form.fields["unit"].choices] == ["选一个工会", district.name]  # type: ignore[attr-defined]
