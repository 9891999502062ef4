"""The history of a unit is read from the newest change back."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, at

from nuantu_hub.people.domain.units import change_contact, rename_unit
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_the_newest_change_comes_first(street: Unit, steward: Account) -> None:
    with at(MOMENT):
        rename_unit(by=steward, unit=street, name="柳岸镇总工会", reason="撤街设镇")
        change_contact(by=steward, unit=street, contact="办公室", reason="搬家")
    assert [(change.what, change.at) for change in street.changes.all()] == [("contact", MOMENT), ("renamed", MOMENT)]
