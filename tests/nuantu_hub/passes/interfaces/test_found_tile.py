"""The card that tells a rider of a search."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

from nuantu_hub.passes.domain.pass_incidents import see_own_incidents
from nuantu_hub.passes.interfaces.found_tile import make_found_tile
from nuantu_hub.passes.models import PassIncident
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_it_stands_until_the_rider_has_looked(street: Unit, officer: Account, rider: Account,
                                              other_rider: Account) -> None:
    sides = put_sides(street, officer)
    PassIncident.objects.create(
        compound=sides.compound, gate=put_gate(sides), kind="theft", words="x", minute=now(), by=officer,
        at=now() - timedelta(hours=1), state="searched", is_found=True, rider=rider, ended_at=now())

    shown = [make_found_tile(account, now(), None) is not None for account in (rider, other_rider, officer)]
    see_own_incidents(rider)

    assert shown == [True, False, False]
    assert make_found_tile(rider, now(), None) is None
