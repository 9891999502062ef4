"""The forms of membership offer units that take members, and ask for the reasons that others will read."""

from __future__ import annotations

import pytest

from nuantu_hub.people.interfaces.membership_forms import MergeForm, PassOnForm, RejectForm, TransferForm
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_units_that_take_members_are_offered_and_a_district_stands_for_its_pool(
        city: Unit, district: Unit, street: Unit) -> None:
    offered = dict(TransferForm(leaving=street).fields["receiving"].choices)  # type: ignore[attr-defined]
    assert list(offered.values()) == ["选一个工会", "东湖区总工会（周转库）"]
    assert not PassOnForm({"unit": city.pk, "reason": "x"}).is_valid()
    assert PassOnForm({"unit": district.pk, "reason": "x"}).is_valid()


def test_a_reason_must_be_given() -> None:
    for form in (RejectForm({}), PassOnForm({})):
        assert form.errors["reason"] == ["还没有写原因"]


def test_a_card_number_has_twelve_digits() -> None:
    assert [MergeForm({"card_number": text}).is_valid() for text in ("12345678901", "123456789012")] == [False, True]
