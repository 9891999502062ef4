"""Transfers: one under way for each person, seen on both sides and nowhere else."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.people.membership_cast import make_member

from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.models import Account, Transfer, Unit

pytestmark = pytest.mark.django_db


def test_both_sides_see_it_and_nobody_else(
        street: Unit, other_district: Unit, rider: Account, reviewer: Account, other_officer: Account,
        organiser: Account, steward: Account) -> None:
    transfer = ask_transfer(by=rider, person=make_member("林小满", street, account=rider).person,
                            receiving=other_district)
    assert [list(Transfer.objects.visible_to(account))
            for account in (reviewer, other_officer, organiser, steward, rider)] == [
                [transfer], [transfer], [], [], []]


def test_one_is_under_way_for_each_person(street: Unit, other_district: Unit, rider: Account) -> None:
    transfer = ask_transfer(by=rider, person=make_member("林小满", street, account=rider).person,
                            receiving=other_district)
    transfer.pk, transfer.token = None, uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        transfer.save()
