"""The cast of the matrix has a station on each side, and a keeper of one of them."""

from __future__ import annotations

import pytest

from nuantu_hub.matrix.cast import OTHER, OWN, Cast
from nuantu_hub.stations.models import Keeper
from nuantu_hub.stations.permissions import inspects_station, keeps_station, oversees_station

pytestmark = pytest.mark.django_db


def test_each_side_has_a_station_of_its_street() -> None:
    cast = Cast(None)
    cast.remove_files()
    own, other = cast.stations

    assert [own.unit, other.unit] == cast.streets
    assert cast.objects["station"] == {OWN: {"key": own.pk}, OTHER: {"key": other.pk}}
    assert list(Keeper.objects.filter(account=cast.get("keeper")).values_list("station", flat=True)) == [own.pk]


def test_keeper_inspector_and_officer_reach_the_own_side_only() -> None:
    cast = Cast(None)
    cast.remove_files()

    for holds, role in ((keeps_station, "keeper"), (inspects_station, "inspector"), (oversees_station, "officer")):
        assert [holds(cast.get(role), station) for station in cast.stations] == [True, False]
