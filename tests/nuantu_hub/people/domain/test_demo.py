"""Whom a visitor may be is written down when the demonstration is made, in an order that stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from nuantu_hub.people.domain.demo import choose_cast, is_demo, list_cast, open_demo
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_demonstration() -> Iterator[None]:
    yield
    (settings.DATA.root / "demo.json").unlink(missing_ok=True)


def test_the_cast_has_one_of_each_role_and_some_workers(
    rider: Account, other_rider: Account, reviewer: Account, officer: Account, other_officer: Account,
    steward: Account, bystander: Account,
) -> None:
    assert choose_cast() == [reviewer, officer, steward, rider, other_rider]


def test_the_cast_is_kept_until_an_account_is_closed(rider: Account, officer: Account) -> None:
    assert (is_demo(), list_cast()) == (False, [])
    open_demo([officer, rider])
    assert list_cast() == [officer, rider]
    officer.is_active = False
    officer.save()

    assert list_cast() == [rider]
