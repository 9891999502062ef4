"""Forms of inspections take what they say and offer only who may."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.star_cast import appoint, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.inspection_forms import (
    AppealForm,
    InspectorsForm,
    InterestForm,
    PlanForm,
    RecheckForm,
)

pytestmark = pytest.mark.django_db
TOKEN = "8c0f6f5e-0000-4000-8000-000000000001"


def test_only_inspectors_who_reach_the_station_are_offered(street: Unit, district: Unit, other_district: Unit) -> None:
    station, own = build_station(street), appoint("one", district)
    appoint("away", other_district)
    form = InspectorsForm(station=station)
    assert list(form.fields["inspector"].queryset) == list(form.fields["second"].queryset) == [own]  # type: ignore[attr-defined]


def test_a_re_check_asks_for_a_yes_or_for_a_number() -> None:
    assert set(RecheckForm(measured=True).fields) == {"token", "value", "note"}
    assert set(RecheckForm(measured=False).fields) == {"token", "holds", "note"}
    said = RecheckForm({"token": TOKEN, "holds": "no"}, measured=False)
    assert said.is_valid()
    assert said.cleaned_data["holds"] is False
    assert not RecheckForm({"token": TOKEN}, measured=False).is_valid()


def test_a_code_is_a_station_or_a_fault(street: Unit) -> None:
    station = build_station(street)
    told = {"token": TOKEN, "why": "亲属"}
    form = InterestForm(told | {"code": " DH-001 "})
    assert form.is_valid()
    assert form.cleaned_data["code"] == station
    assert "没有编号是DH-9的驿站" in str(InterestForm(told | {"code": "DH-9"}).errors)


def test_fewer_than_three_in_ten_unannounced_are_not_taken() -> None:
    told = {"token": TOKEN, "first_day": "2026-01-14", "last_day": "2026-02-14", "most_a_day": "3"}
    assert [PlanForm(told | {"unannounced_percent": share}).is_valid() for share in ("29", "30")] == [False, True]


def test_an_appeal_names_only_items_that_were_found() -> None:
    items = [("clean", "干净")]
    assert AppealForm({"token": TOKEN, "text": "不服", "items": ["clean"]}, items=items).is_valid()
    assert not AppealForm({"token": TOKEN, "text": "不服", "items": ["aed"]}, items=items).is_valid()
