"""Testers and their turns."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.trial_cast import draw

from nuantu_hub.needs.models import TrialFeedback, TrialTurn
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_turn_is_due_after_its_last_day_until_it_is_told(officer: Account, district: Unit) -> None:
    draw(officer, district)
    turn = TrialTurn.objects.select_related("tester__trial__unit", "tester__account").first()
    assert turn is not None
    assert (turn.account, turn.unit) == (turn.tester.account, district)
    after = turn.last_day + timedelta(days=1)
    assert (turn.is_due(turn.last_day), turn.is_due(after)) == (False, True)
    TrialFeedback.objects.create(token=uuid4(), turn=turn, scores={}, at=now())
    assert not TrialTurn.objects.get(pk=turn.pk).is_due(after)


def test_a_tester_tries_a_sample_once(officer: Account, district: Unit) -> None:
    draw(officer, district)
    turn = TrialTurn.objects.first()
    assert turn is not None
    turn.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        turn.save(force_insert=True)
