"""Who came stands once a visit, encrypted, found by the phone's index alone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.nuantu_hub.people.organising_cast import MOMENT, plan

from nuantu_hub.people.domain.attendance import sign_in
from nuantu_hub.people.models import Account, Attendance, Unit

pytestmark = pytest.mark.django_db


def test_the_database_holds_no_readable_name_or_phone(district: Unit, organiser: Account) -> None:
    sign_in(visit=plan(organiser, district), name="林小满", phone="13900000001", at=MOMENT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, phone_index FROM people_attendance")
        row = str(cursor.fetchall())
    assert ("林小满" in row, "13900000001" in row) == (False, False)


def test_the_database_refuses_the_same_phone_twice(district: Unit, organiser: Account) -> None:
    came, _new = sign_in(visit=plan(organiser, district), name="林小满", phone="13900000001", at=MOMENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(visit=came.visit, at=MOMENT, name="甲", phone="乙", phone_index=came.phone_index,
                                  source="scan")
