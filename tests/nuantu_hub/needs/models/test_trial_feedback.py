"""Feedback and dangers belong to the union whose trial it is."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import draw

from nuantu_hub.needs.models import TrialFeedback, TrialHazard, TrialTurn
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_both_know_their_union(officer: Account, district: Unit) -> None:
    draw(officer, district)
    turn = TrialTurn.objects.select_related("sample").first()
    assert turn is not None
    feedback = TrialFeedback.objects.create(token=uuid4(), turn=turn, scores={}, at=now())
    hazard = TrialHazard.objects.create(sample=turn.sample, turn=turn, criterion="fire", words="烫", at=now())
    assert (feedback.unit, hazard.unit, hazard.state) == (district, district, "open")
