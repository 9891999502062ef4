"""An account is found by its phone and does what rules allow while it is open."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_worker_has_no_password_and_is_found_by_phone(rider: Account) -> None:
    assert not rider.has_usable_password()
    assert Account.objects.find_by_phone("+8613900000001") == rider
    assert str(rider) == "林小满"


def test_one_phone_opens_one_account(rider: Account) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create_worker("另一人", "+8613900000001")


def test_many_accounts_have_no_phone() -> None:
    for login in ("one", "two"):
        Account.objects.create_staff(login, "某人")

    assert Account.objects.filter(phone_index=None).count() == 2


def test_a_phone_that_was_given_up_finds_nobody(rider: Account) -> None:
    rider.set_phone(None)
    rider.save()

    assert Account.objects.find_by_phone("+8613900000001") is None


def test_a_closed_account_may_nothing(rider: Account) -> None:
    assert rider.has_perm("people.be_worker")
    rider.is_active = False

    assert not rider.has_perm("people.be_worker")
