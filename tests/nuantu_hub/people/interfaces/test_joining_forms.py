"""The forms of joining ask little, offer what is open, and keep consent apart from the number it is for."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise

from nuantu_hub.people.domain.consents import read_purposes
from nuantu_hub.people.interfaces.joining_forms import DetailsForm, JoinForm, list_employers
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db
TOLD = {"name": "林小满", "phone": "13900000001", "occupation": "food", "token": str(uuid.uuid4())}


def test_a_district_is_asked_only_where_it_is_not_known(district: Unit, street: Unit) -> None:
    assert JoinForm(TOLD, ask_district=False).is_valid()
    asking = JoinForm(TOLD, ask_district=True)
    assert (asking.is_valid(), list(asking.errors)) == (False, ["district"])
    assert JoinForm({**TOLD, "district": district.pk}, ask_district=True).is_valid()
    assert not JoinForm({**TOLD, "district": street.pk}, ask_district=True).is_valid()


def test_only_open_platforms_and_carriers_are_offered(district: Unit) -> None:
    offered = found_enterprise("青禾配送", district)
    found_enterprise("柳岸站", district, kind="station", parent=offered)
    found_enterprise("旧平台", district, closed_on="2025-01-01")
    assert list(list_employers()) == [offered]


def test_the_ticked_words_are_kept_by_their_version(district: Unit) -> None:
    version = read_purposes()["id_number"].words.version
    for ticked, kept in (({"id_consent": "on"}, version), ({}, "")):
        form = DetailsForm({"occupation": "food", **ticked})
        assert (form.is_valid(), form.cleaned_data["id_consent"]) == (True, kept)
