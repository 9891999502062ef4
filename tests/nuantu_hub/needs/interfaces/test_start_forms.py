"""What can be started from a problem today: a fault in the problem's words, a compound in preparation."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.domain.problem_starts import tell_matter
from nuantu_hub.needs.interfaces.start_forms import (
    ENTRIES,
    begin_compound,
    begin_fault,
    make_compound_form,
    make_fault_form,
    register_starts,
)
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import STARTS
from nuantu_hub.stations.models import Fault

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_each_entry_stands_once_in_the_registry() -> None:
    register_starts()
    assert [STARTS.count(entry) for entry in ENTRIES] == [1, 1]


def test_a_fault_is_reported_in_the_words_of_the_problem(district: Unit, street: Unit, officer: Account) -> None:
    station, matter = build_station(street), tell_matter(make_problem(district, officer, name="没有热水"))
    form = make_fault_form(officer, matter, {"station": station.pk, "kind": "water", "token": uuid4()})
    assert form.is_valid(), form.errors
    begun = begin_fault(officer, matter, form.cleaned_data)
    fault = Fault.objects.get()
    assert (fault.steps.get().words, str(fault.pk) in begun.address) == ("没有热水", True)


def test_a_compound_is_registered_in_preparation(district: Unit, officer: Account) -> None:
    matter = tell_matter(make_problem(district, officer))
    told = {"name": "望和嘉园", "address": "望和路1号", "unit": district.pk, "lat_deg": 40.0, "lon_deg": 116.4,
            "datum": "wgs84", "contact": "", "token": uuid4()}
    form = make_compound_form(officer, matter, told)
    assert form.is_valid(), form.errors
    begun = begin_compound(officer, matter, form.cleaned_data)
    assert (begun.title, Compound.objects.get().state) == ("望和嘉园", "preparing")
