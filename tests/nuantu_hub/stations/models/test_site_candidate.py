"""Candidates are seen by officers and inspectors of their branch, and trucks judge parks and service areas."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_candidates

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import SiteCandidate

pytestmark = pytest.mark.django_db


def test_a_branch_sees_its_own(district: Unit, officer: Account, other_officer: Account, rider: Account) -> None:
    put_candidates(district)

    assert [SiteCandidate.objects.visible_to(one).count() for one in (officer, other_officer, rider)] == [3, 0, 0]


def test_a_dropped_one_is_not_at_hand(district: Unit) -> None:
    first, *_rest = put_candidates(district)
    SiteCandidate.objects.filter(pk=first.pk).update(dropped_on="2026-11-01")

    assert first not in SiteCandidate.objects.at_hand()
    assert [SiteCandidate(kind=kind).is_for_trucks for kind in SiteCandidate.Kind] == [False] * 5 + [True, True]
