"""Transfers that wait stand on the page of who can accept them, and leave it once they are answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import make_member

from nuantu_hub.people.domain.membership_due import list_due_transfers
from nuantu_hub.people.domain.transferring import accept_transfer, ask_transfer
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_waiting_transfer_is_due_for_the_receiving_side_alone(
        street: Unit, other_district: Unit, rider: Account, reviewer: Account, other_officer: Account,
        bystander: Account) -> None:
    person = make_member("林小满", street, account=rider).person
    transfer = ask_transfer(by=rider, person=person, receiving=other_district)
    found, = list_due_transfers(other_officer, now())
    assert (found.title, found.detail, found.due, found.key) == (
        "转接：林＊＊", "柳岸街道总工会 → 南山区总工会", transfer.asked_at + timedelta(days=15),
        f"transfer-{transfer.pk}")
    for account in (reviewer, bystander, rider):
        assert list(list_due_transfers(account, now())) == []
    accept_transfer(by=other_officer, transfer=transfer)
    assert list(list_due_transfers(other_officer, now())) == []
