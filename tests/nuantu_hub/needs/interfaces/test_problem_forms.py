"""Forms of problems offer only what may be chosen."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.interfaces.problem_forms import (
    DepartmentForm,
    MergeForm,
    OwnerForm,
    SplitForm,
    UnitForm,
    list_others,
)
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_owners_are_those_with_a_post_in_this_union_or_above(
    district: Unit, officer: Account, organiser: Account, other_officer: Account, steward: Account,
) -> None:
    form = OwnerForm(problem=make_problem(district, officer))
    assert {*form.fields["owner"].queryset} == {officer, organiser}  # type: ignore[attr-defined]


def test_others_are_what_the_account_sees_and_is_at_work(
    district: Unit, other_district: Unit, officer: Account, other_officer: Account,
) -> None:
    one = make_problem(district, officer)
    two = make_problem(district, officer, [say(district, "乙", make_rider(7))], "乙")
    make_problem(other_district, other_officer, [say(other_district, "丙", make_rider(8))], "丙")
    assert list(list_others(one, officer)) == [two]
    assert list(MergeForm(problem=one, account=officer).fields["kept"].queryset) == [two]  # type: ignore[attr-defined]
    split = SplitForm(problem=one, account=officer)
    assert split.fields["needs"].queryset.count() == 3  # type: ignore[attr-defined]


def test_unions_to_choose_from(district: Unit, officer: Account, other_district: Unit) -> None:
    assert other_district in UnitForm().fields["unit"].queryset  # type: ignore[attr-defined]
    assert other_district not in DepartmentForm(account=officer).fields["unit"].queryset  # type: ignore[attr-defined]
