"""Forms of the ledger offer what is in reach and read what people type."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise, plant_federation

from nuantu_hub.people.domain.founding import Ballot
from nuantu_hub.people.interfaces.enterprise_forms import EnterEnterpriseForm, MeetingForm, list_federations, root_path
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_head_offices_of_ones_own_branch_and_all_federations_are_offered(
        city: Unit, district: Unit, other_district: Unit, organiser: Account) -> None:
    near, _far = found_enterprise("青禾配送", district), found_enterprise("北辰速递", other_district)
    federation = plant_federation("货运行业工会联合会", city, "truck")
    form = EnterEnterpriseForm({"name": "望京站", "kind": "station", "parent": near.pk, "federation": federation.pk,
                                "on": "2025-01-02", "token": str(uuid4())}, account=organiser)
    assert list(form.fields["parent"].queryset) == [near]  # type: ignore[attr-defined]
    assert list(list_federations()) == [federation]
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["parent"], form.cleaned_data["federation"]) == (near, federation)


@pytest.mark.parametrize("line", ["林晓 主席 21", "林晓，主席，21票", "  林晓、 主席、21 票 "])
def test_a_line_of_the_elected_is_read_as_people_write_it(district: Unit, line: str) -> None:
    form = MeetingForm({"held_on": "2025-01-02", "place": "甲", "entitled": 30, "present": 24, "form": "committee",
                        "ballots": f"\n{line}\n", "token": str(uuid4())},
                       enterprise=found_enterprise("青禾配送", district))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["ballots"] == [Ballot("林晓", "chair", 21)]


def test_federations_and_streets_of_the_same_tree_can_be_joined(city: Unit, district: Unit, street: Unit) -> None:
    federation = plant_federation("货运行业工会联合会", city, "truck")
    form = MeetingForm({"held_on": "2025-01-02", "place": "甲", "entitled": 9, "present": 6, "form": "join",
                        "joined": federation.pk, "token": str(uuid4())},
                       enterprise=found_enterprise("小车队", district))
    assert set(form.fields["joined"].queryset) == {federation, street}  # type: ignore[attr-defined]
    assert form.is_valid(), form.errors
    assert form.cleaned_data["joined"] == federation
    assert root_path(street) == city.path
