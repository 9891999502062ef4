"""Forms about units offer what may stand below, and know staff by their login."""

from __future__ import annotations

import pytest

from nuantu_hub.people.interfaces.unit_forms import GivePostForm, HeadcountForm, OpenUnitForm
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_only_kinds_that_may_stand_below_are_offered(district: Unit, street: Unit) -> None:
    offered = {unit: [value for value, _label in OpenUnitForm(parent=unit).fields["kind"].choices]  # type: ignore[attr-defined]
               for unit in (district, street)}
    assert offered == {district: ["street", "federation", "mobile", "enterprise"],
                       street: ["federation", "mobile", "enterprise"]}


def test_a_login_is_that_of_staff(bystander: Account, rider: Account) -> None:
    form = GivePostForm({"login": " bystander ", "role": "reviewer"})
    assert (form.is_valid(), form.cleaned_data["login"]) == (True, bystander)
    assert [GivePostForm({"login": login, "role": "reviewer"}).is_valid() for login in (rider.login, "nobody")] == [
        False, False]


@pytest.mark.parametrize("people", ["0", "-1", "many", "100000001"])
def test_a_headcount_is_a_sensible_number(people: str) -> None:
    assert "people" in HeadcountForm({"people": people}).errors
