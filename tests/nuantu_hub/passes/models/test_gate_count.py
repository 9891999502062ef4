"""A gate has one row a day."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils.timezone import localdate

from nuantu_hub.passes.models import GateCount, GateNumber
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_one_row_a_day_and_gate() -> None:
    gate, day = GateNumber.objects.create(kind="gate"), localdate(now())
    GateCount.objects.create(gate=gate, day=day, taken_at=now())
    with pytest.raises(IntegrityError):
        GateCount.objects.create(gate=gate, day=day, taken_at=now())
