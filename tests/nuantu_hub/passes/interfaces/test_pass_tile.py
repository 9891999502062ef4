"""The way to the code from a worker's home."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.interfaces.pass_tile import make_pass_tile
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_workers_have_it_and_staff_have_not(rider: Account, officer: Account) -> None:
    tiles = [make_pass_tile(account, now(), None) for account in (rider, officer)]

    assert [tile and tile.template for tile in tiles] == ["passes/pass_tile.html", None]
