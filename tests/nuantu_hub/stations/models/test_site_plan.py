"""A plan knows whether everybody reads it and whether it is under way."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import SitePlan

pytestmark = pytest.mark.django_db


def test_public_is_published_and_not_withdrawn(district: Unit) -> None:
    assert [SitePlan(published_at=one, withdrawn_at=other).is_public
            for one, other in ((None, None), (now(), None), (now(), now()))] == [False, True, False]
    assert [SitePlan(state=state).is_under_way for state in SitePlan.State] == [True, True, False, False]


def test_a_branch_sees_its_own(district: Unit, officer: Account, other_officer: Account, bystander: Account) -> None:
    put_plan(district)

    assert [SitePlan.objects.visible_to(one).count() for one in (officer, other_officer, bystander)] == [1, 0, 0]
