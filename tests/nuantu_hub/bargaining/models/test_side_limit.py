"""A side has one limit a way."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import SideLimit

pytestmark = pytest.mark.django_db


def test_a_second_limit_of_the_same_way_cannot_stand(table: Table) -> None:
    told = {"talk": table.talk, "side": "workers", "outcome": "hours", "sense": "at_most", "value": 1,
            "set_at": TALKING, "by": table.workers[0]}
    SideLimit.objects.create(**told, ended_at=TALKING)
    assert SideLimit.objects.create(**told).unit == table.talk.unit
    with pytest.raises(IntegrityError):
        SideLimit.objects.create(**told)
