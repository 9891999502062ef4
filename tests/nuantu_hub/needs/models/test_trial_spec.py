"""Criteria."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.trial_cast import begin, collect

from nuantu_hub.needs.models import Criterion, TrialSpec
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_safety_is_wheels_sight_and_fire() -> None:
    assert [key for key in Criterion.Key.values if Criterion(key=key).is_safety] == ["wheels", "visibility", "fire"]


def test_a_version_stands_once(officer: Account, district: Unit) -> None:
    trial = collect(officer, begin(officer, district))
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialSpec.objects.create(trial=trial, version=1, words="x", cap_minor=1, at=now(), by=officer)
