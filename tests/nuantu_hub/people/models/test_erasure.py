"""The database keeps one open wish of a person to be erased."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from nuantu_hub.people.models import Account, Erasure
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_one_wish_is_open_at_a_time(rider: Account) -> None:
    first = Erasure.objects.create(account=rider, asked_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.create(account=rider, asked_at=now())
    first.done_at = now()
    first.save()
    Erasure.objects.create(account=rider, asked_at=now())

    assert Erasure.objects.count() == 2
    assert str(first) == f"erasure {first.pk}"
