"""One open claim for one thing: the database itself sees to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.people.organising_cast import MOMENT

from nuantu_hub.people.models import Account, Claim

pytestmark = pytest.mark.django_db


def test_a_second_open_claim_is_refused_and_a_later_one_is_not(organiser: Account, officer: Account) -> None:
    first = Claim.objects.create(key="a", account=organiser, at=MOMENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(key="a", account=officer, at=MOMENT)
    first.given_up_at = MOMENT
    first.save()
    Claim.objects.create(key="a", account=officer, at=MOMENT)
    assert Claim.objects.count() == 2
