"""Applications: one that waits for each person, seen by the reviewers of the unit that was found."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.nuantu_hub.people.membership_cast import apply

from nuantu_hub.people.models import Account, Application, Unit

pytestmark = pytest.mark.django_db


def test_one_person_waits_once(street: Unit, rider: Account) -> None:
    first = apply(street, "林小满", "+8613900000001", account=rider)
    other = apply(street, "赵大河", "+8613900000002")
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=other.pk).update(person=first.person)


def test_reviewers_see_what_came_to_their_branch_once_its_phone_is_confirmed(
        street: Unit, district: Unit, rider: Account, reviewer: Account, officer: Account, other_officer: Account,
        organiser: Account, bystander: Account) -> None:
    here = apply(street, "林小满", "+8613900000001", account=rider)
    pool = apply(district, "赵大河", "+8613900000002")
    assert [list(Application.objects.visible_to(account).order_by("pk"))
            for account in (reviewer, officer, other_officer, organiser, bystander, rider)] == [
                [here], [here, pool], [], [], [], []]
    Application.objects.update(state="unconfirmed")
    assert list(Application.objects.visible_to(officer)) == []


def test_the_database_holds_no_readable_word_of_an_applicant(street: Unit, rider: Account, reviewer: Account) -> None:
    application = apply(street, "林小满", "+8613900000001", account=rider)
    application.steps.create(round=1, at=application.told_at, by=reviewer, verdict="rejected", unit=street,
                             reason="林小满的照片不清楚")
    with connection.cursor() as cursor:
        rows = ""
        for table in ("people_application", "people_reviewstep"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += str(cursor.fetchall())
    assert "林小满" not in rows
    assert "13900000001" not in rows
