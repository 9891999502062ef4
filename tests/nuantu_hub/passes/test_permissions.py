"""Who may do what with passes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_workers_carry_passes_and_nobody_else(rider: Account, reviewer: Account) -> None:
    assert [who.has_perm("passes.carry") for who in (rider, reviewer, AnonymousUser())] == [True, False, False]
