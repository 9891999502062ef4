"""Who sees constituencies."""

from __future__ import annotations

import pytest

from nuantu_hub.needs.models import Constituency
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_an_officer_sees_those_of_the_own_units(district: Unit, officer: Account, other_officer: Account) -> None:
    made = Constituency.objects.create(unit=district, kind="occupation", code="food", name="外卖配送员")

    assert list(Constituency.objects.visible_to(officer)) == [made]
    assert not Constituency.objects.visible_to(other_officer).exists()
