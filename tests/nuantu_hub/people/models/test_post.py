"""A post stands from its first moment until its last, and reaches nothing before or after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, at

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("hours", "reached"), [(-1, False), (0, True), (1, True), (2, False), (3, False)])
def test_a_post_reaches_its_unit_while_it_lasts(bystander: Account, street: Unit, hours: int, reached: bool) -> None:
    Post.objects.create(account=bystander, unit=street, role=Post.Role.REVIEWER, since=MOMENT,
                        until=MOMENT + timedelta(hours=2))
    with at(MOMENT + timedelta(hours=hours)):
        assert list(units_of(bystander)) == ([street] if reached else [])
