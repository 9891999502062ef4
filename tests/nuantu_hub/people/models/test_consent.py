"""The database keeps one standing consent to a purpose, and any number of withdrawn ones."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from nuantu_hub.people.models import Account, Consent
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def _give(account: Account, purpose: str = "id_number", *, withdrawn: bool = False) -> Consent:
    return Consent.objects.create(account=account, purpose=purpose, version="2026-11", given_at=now(),
                                  withdrawn_at=now() if withdrawn else None)


def test_one_consent_stands_and_withdrawn_ones_are_kept(rider: Account, other_rider: Account) -> None:
    for _time in range(2):
        _give(rider, withdrawn=True)
    _give(rider)
    _give(rider, "pseudonym_link")
    _give(other_rider)
    with pytest.raises(IntegrityError), transaction.atomic():
        _give(rider)

    assert Consent.objects.count() == 5
    assert str(Consent.objects.first()) == "id_number 2026-11"
