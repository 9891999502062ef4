"""Lists of stations are seen by the officers of their union and above."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.stations.domain.test_station_import import hand_in, tell

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import StationImport

pytestmark = pytest.mark.django_db


def test_only_officers_of_the_union_see_a_list(
    street: Unit, officer: Account, other_officer: Account, steward: Account, rider: Account,
) -> None:
    made = hand_in(officer, street, tell("A", 0))
    seen = [made in StationImport.objects.visible_to(account) for account in (
        officer, other_officer, steward, rider, AnonymousUser())]
    assert seen == [True, False, False, False, False]
    assert [str(made), str(made.lines.get())] == ["名单.csv", "2 new"]
