"""Seats at the table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.bargaining.scene import ASKED, TALKING, Table, seat

from nuantu_hub.bargaining.models import Delegate

pytestmark = pytest.mark.django_db


def test_a_seat_is_held_from_its_beginning_until_its_end(table: Table) -> None:
    Delegate.objects.filter(account=table.workers[2]).update(until=TALKING)
    assert Delegate.objects.sitting_at(TALKING - timedelta(seconds=1)).count() == 8
    assert Delegate.objects.sitting_at(TALKING).count() == 7
    assert Delegate.objects.sitting_at(ASKED - timedelta(seconds=1)).count() == 0


def test_an_account_has_one_seat_in_a_talk(table: Table) -> None:
    with pytest.raises(IntegrityError):
        seat(table.talk, table.workers[0], "platform", "delegate")


@pytest.mark.parametrize(("side", "role", "speaks"), [
    ("workers", "chief", True), ("platform", "delegate", True), ("partners", "delegate", True),
    ("workers", "adviser", False), ("neutral", "recorder", False), ("neutral", "observer", False)])
def test_chiefs_and_delegates_speak(side: str, role: str, speaks: bool) -> None:
    assert Delegate(side=side, role=role).may_speak is speaks
