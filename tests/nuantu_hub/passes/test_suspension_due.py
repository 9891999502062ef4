"""An objection is due for officers who did not decide."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.passes.domain.test_suspensions import stop

from nuantu_hub.passes.domain.suspensions import answer_appeal, appeal
from nuantu_hub.passes.suspension_due import list_due_appeals
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_an_answered_objection_is_due_no_more(
        rider: Account, steward: Account, officer: Account, other_officer: Account, district: Unit) -> None:
    objection = appeal(account=rider, suspension=stop(steward, rider, district), text="不对", token=uuid.uuid4())
    assert [one.key for one in list_due_appeals(officer, now())] == [f"pass-appeal-{objection.pk}"]
    assert list(list_due_appeals(other_officer, now())) == []
    answer_appeal(by=officer, objection=objection, upheld=False, answer="看过了")
    assert list(list_due_appeals(officer, now())) == []
