"""Who holds a share at a moment."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from nuantu_hub.passes.models import ShareHolder
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_holders_hold_between_two_moments() -> None:
    at, day = now(), timedelta(days=1)
    for number, (since, until) in enumerate(((at - day, None), (at - 3 * day, at - day), (at + day, None))):
        ShareHolder.objects.create(seat=1, name=str(number), since=since, until=until,
                                   public_key=base64.b64encode(bytes([number]) * 32).decode())
    held = ShareHolder.objects.held_at(at)
    assert [(one.name, one.key_bytes) for one in held] == [("0", bytes(32))]
