"""A side consents once a sweep."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.try_scene import finish_sweep, open_topic

from nuantu_hub.bargaining.models import LimitConsent

pytestmark = pytest.mark.django_db


def test_a_side_consents_once_a_sweep(table: Table) -> None:
    told = {"sweep": finish_sweep(open_topic(table), table.workers[0]), "side": "workers", "set_at": TALKING,
            "by": table.workers[0]}
    made = LimitConsent.objects.create(**told)
    assert (made.talk, made.unit) == (table.talk, table.talk.unit)
    with pytest.raises(IntegrityError):
        LimitConsent.objects.create(**told)
