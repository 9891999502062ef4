"""A tie names a station or a host."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Interest

pytestmark = pytest.mark.django_db


def test_a_tie_is_called_by_whom_it_ties_to_what(street: Unit) -> None:
    who = appoint("one", street)
    assert [str(Interest.objects.create(account=who, why="", since=MOMENT, **told)) for told in (
        {"station": build_station(street)}, {"host": "云港银行"})] == ["检one DH-001驿站", "检one 云港银行"]
