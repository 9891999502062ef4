"""The number lies encrypted, and goes with its account."""

from __future__ import annotations

import pytest
from django.db import connection

from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import OnCallPhone

pytestmark = pytest.mark.django_db


def test_a_number_is_not_readable_in_the_database_and_signs_nobody_in(officer: Account) -> None:
    kept = OnCallPhone.objects.create(account=officer, phone="+8613900000077", since=now())
    with connection.cursor() as asked:
        asked.execute("SELECT phone FROM stations_oncallphone")
        assert "13900000077" not in str(asked.fetchone())
    assert str(kept) == str(officer)
    assert OnCallPhone.objects.get().phone == "+8613900000077"
    assert Account.objects.find_by_phone("+8613900000077") is None
