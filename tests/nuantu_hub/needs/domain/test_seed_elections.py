"""The demonstration's elections: deterministic in what they show, changed by nobody's second start."""

from __future__ import annotations

import pytest

from nuantu_hub.needs.domain.seed_elections import SEATS, derive_demo_key, seed_elections
from nuantu_hub.needs.models import Election
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_an_empty_hub_stays_as_it_is() -> None:
    assert seed_elections(now()) == "0 elections"
    assert not Election.objects.exists()


def test_invented_keys_follow_from_their_seats() -> None:
    assert len({derive_demo_key(seat) for seat in (1, 2, 3)}) == 3
    assert derive_demo_key(1) == derive_demo_key(1)
    assert set(SEATS) == {"food", "ride", "truck", "parcel"}
