"""A day that is old is not changed any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from nuantu_hub.passes.domain.gate_counts import NAMES, Told, take_count
from nuantu_hub.passes.models import GateNumber
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ago", "kept"), [(1, 20), (2, 20), (3, 10)])
def test_a_day_is_told_anew_for_two_days(ago: int, kept: int) -> None:
    gate, day = GateNumber.objects.create(kind="gate"), localdate(now()) - timedelta(days=ago)
    for count in (10, 20):
        told = take_count(gate=gate, told=Told(day, dict.fromkeys(NAMES, count), None, None))
    assert told.let_in == kept
