"""A standard is called by its name."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT

from nuantu_hub.stations.models import Standard

pytestmark = pytest.mark.django_db


def test_the_newest_stands_first() -> None:
    first = Standard.objects.create(name="a", text="", digest="", note="", adopted_at=MOMENT)
    second = Standard.objects.create(name="b", text="", digest="", note="", adopted_at=MOMENT)
    assert list(Standard.objects.all()) == [second, first]
    assert str(second) == "b"
