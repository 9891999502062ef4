"""A complaint is late when its time is over and nobody answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.nuantu_hub.passes.compound_cast import put_compound

from nuantu_hub.passes.models import ResidentComplaint
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_late_receipts_and_words_at_rest(district: Unit, officer: Account) -> None:
    moment = now()
    one = ResidentComplaint.objects.create(compound=put_compound(district, officer), kind="noise", words="夜里很吵",
                                           at=moment, due_at=moment + timedelta(days=3))

    assert not one.is_overdue(moment)
    assert one.is_overdue(moment + timedelta(days=4))
    assert len(one.receipt) >= 16
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM passes_residentcomplaint")
        assert "吵" not in cursor.fetchone()[0]
    one.state = ResidentComplaint.State.ANSWERED
    assert not one.is_overdue(moment + timedelta(days=4))
