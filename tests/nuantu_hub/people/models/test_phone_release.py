"""One question at a time whether a number is let go."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.people.membership_cast import apply, make_person

from nuantu_hub.people.models import Account, PhoneRelease, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_one_application_asks_one_question_at_a_time(street: Unit, reviewer: Account) -> None:
    holder = make_person("孙旧主", "+8613900000001")
    application = apply(street, "林小满", "+8613900000001")
    first = PhoneRelease.objects.create(holder=holder, application=application, asked_by=reviewer, asked_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneRelease.objects.create(holder=holder, application=application, asked_by=reviewer, asked_at=now())
    first.state = PhoneRelease.State.REFUSED
    first.save()
    assert PhoneRelease.objects.create(
        holder=holder, application=application, asked_by=reviewer, asked_at=now()).state == "waiting"
