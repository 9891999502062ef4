"""Forms about needs."""

from __future__ import annotations

from uuid import uuid4

import pytest

from nuantu_hub.needs.interfaces.need_forms import MoveForm, SayForm, TakeForm
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_only_areas_that_take_needs_can_be_chosen(district: Unit, street: Unit) -> None:
    """None of them is a choice too: the union decides."""
    told = {"token": str(uuid4()), "topic": "pay", "words": "少了"}

    assert SayForm({**told, "area": district.pk}, areas=[district]).is_valid()
    assert not SayForm({**told, "area": street.pk}, areas=[district]).is_valid()
    empty = SayForm(told, areas=[district])
    assert empty.is_valid()
    assert empty.cleaned_data["area"] is None


def test_staff_choose_channels_that_are_theirs(district: Unit) -> None:
    """A phone is the writer's own way."""
    form = TakeForm(units=Unit.objects.all())

    assert [value for value, _words in form.fields["channel"].choices] == ["station", "hotline", "visit"]  # type: ignore[attr-defined]


def test_a_need_is_moved_with_a_reason(district: Unit) -> None:
    """Where to and why, both."""
    assert list(MoveForm().fields) == ["unit", "why"]
    assert not MoveForm({"unit": district.pk}).is_valid()
