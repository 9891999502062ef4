"""The card of the worker's home: the nearest open station to where the day last was."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, NIGHT, put_counting
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.favourites import mark_favourite
from nuantu_hub.stations.domain.invented_city import find_metres
from nuantu_hub.stations.interfaces.home_tile import NearestTold, make_nearest_tile

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
SPOT = find_metres(LAT_DEG, LON_DEG)


def tell(account: Account, moment: object = MOMENT, spot: tuple[float, float] | None = SPOT) -> NearestTold:
    tile = make_nearest_tile(account, moment, spot)  # type: ignore[arg-type]
    assert tile is not None
    assert isinstance(tile.told, NearestTold)
    return tile.told


def test_the_nearest_that_is_open_at_the_moment_is_shown(street: Unit, rider: Account) -> None:
    put_station(street, "DH-1", 200)
    put_counting(street, "DH-2", north_m=600)
    day, night = tell(rider), tell(rider, NIGHT)

    assert day.stand is not None
    assert night.stand is not None
    assert (day.stand.station.code, night.stand.station.code) == ("DH-1", "DH-2")
    assert round(night.distance_m or 0, -1) == 600


def test_without_a_place_an_open_favourite_is_shown_without_a_distance(street: Unit, rider: Account) -> None:
    put_station(street, "DH-1", 200)
    told = tell(rider, spot=None)
    assert told == NearestTold(None, None)

    mark_favourite(account=rider, station=put_counting(street, "DH-2", north_m=600))
    told = tell(rider, spot=None)
    assert told.stand is not None
    assert (told.stand.station.code, told.distance_m) == ("DH-2", None)


def test_a_hub_without_stations_shows_no_card(rider: Account) -> None:
    assert make_nearest_tile(rider, MOMENT, SPOT) is None
    assert make_nearest_tile(rider, MOMENT, None) is None
