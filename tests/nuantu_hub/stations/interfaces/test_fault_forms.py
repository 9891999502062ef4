"""Forms of faults."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.interfaces.fault_forms import FixedForm, NudgeForm, OwnerForm, ReportForm, SayForm, list_owners

pytestmark = pytest.mark.django_db


def test_a_report_needs_what_is_broken_and_nothing_else() -> None:
    assert ReportForm({"token": uuid4(), "kind": "water"}).is_valid()
    assert not ReportForm({"token": uuid4(), "kind": "pigeon"}).is_valid()
    assert [form.is_valid() for form in (SayForm({"token": uuid4()}), NudgeForm({}), FixedForm({}))] == [
        True, True, False]


def test_a_fault_is_handed_to_its_keepers_and_to_officers_of_its_union_or_above(
    street: Unit, officer: Account, other_officer: Account, reviewer: Account, rider: Account,
) -> None:
    station = build_station(street)
    keeper = appoint(station)
    assert set(list_owners(station)) == {keeper, officer}
    assert OwnerForm({"owner": keeper.pk}, station=station).is_valid()
    assert not OwnerForm({"owner": other_officer.pk}, station=station).is_valid()
