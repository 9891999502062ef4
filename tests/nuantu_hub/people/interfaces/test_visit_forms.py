"""Forms of visits offer colleagues and firms of the branch and read the invited line by line."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise

from nuantu_hub.people.domain.posts import end_post
from nuantu_hub.people.interfaces.visit_forms import FollowUpForm, PlanVisitForm, list_colleagues
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_colleagues_are_those_above_and_below_in_office(
        district: Unit, street: Unit, organiser: Account, officer: Account, reviewer: Account, steward: Account,
        other_officer: Account, bystander: Account, rider: Account) -> None:
    assert list(list_colleagues(district)) == [officer, organiser, reviewer, steward]
    end_post(by=None, post=reviewer.posts.get())
    assert list(list_colleagues(street)) == [officer, organiser, steward]


def test_a_plan_is_read_with_its_firm_and_its_guests(
        district: Unit, other_district: Unit, organiser: Account) -> None:
    near, far = found_enterprise("青禾配送", district), found_enterprise("北辰速递", other_district)
    told = {"title": "甲", "place_kind": "firm", "place": "乙", "starts_at": "2026-11-23T09:00",
            "ends_at": "2026-11-23T10:00", "going": [str(organiser.pk)], "guests": "东门车队 30\n\n附近骑手\n甲、12人",
            "token": str(uuid4())}
    form = PlanVisitForm(told | {"enterprise": near.pk}, unit=district, account=organiser)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["guests"] == (("东门车队", 30), ("附近骑手", 0), ("甲", 12))
    assert form.cleaned_data["enterprise"] == near
    assert "enterprise" in PlanVisitForm(told | {"enterprise": far.pk}, unit=district, account=organiser).errors


def test_without_a_unit_nobody_can_be_named_as_owner(organiser: Account) -> None:
    assert list(FollowUpForm(unit=None).fields["owner"].queryset) == []  # type: ignore[attr-defined]
