"""The card of the own week."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.interfaces.own_week_tile import make_own_week_tile
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_workers_have_it_and_nobody_else(rider: Account, officer: Account) -> None:
    tile = make_own_week_tile(rider, now(), None)
    assert tile is not None
    assert tile.told == {"linked": False}
    assert make_own_week_tile(officer, now(), None) is None
