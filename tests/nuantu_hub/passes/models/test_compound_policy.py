"""At most one policy holds at a moment, and one proposal is open at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.passes.compound_cast import put_compound

from nuantu_hub.passes.models import CompoundPolicy
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_in_force_means_agreed_begun_and_not_ended(district: Unit, officer: Account) -> None:
    compound, moment = put_compound(district, officer), now()
    hour = timedelta(hours=1)

    def put(version: int, state: str, since: timedelta, until: timedelta | None = None) -> CompoundPolicy:
        return CompoundPolicy.objects.create(compound=compound, version=version, text="{}", state=state, by=officer,
                                             since=moment + since, at=moment,
                                             until=None if until is None else moment + until)
    put(1, "agreed", -3 * hour, -hour)
    holds = put(2, "agreed", -hour)
    put(3, "refused", -hour)
    put(4, "agreed", hour)
    put(5, "proposed", -hour)

    assert list(CompoundPolicy.objects.in_force(moment)) == [holds]
    with pytest.raises(IntegrityError), transaction.atomic():
        put(6, "proposed", hour)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(5, "withdrawn", hour)
