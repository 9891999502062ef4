"""A station in a list as a ring: people inside, shut, or not counted."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.interfaces.station_dial import draw_dial
from nuantu_hub.stations.models import Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def draw(station: Station) -> str:
    return draw_dial(read_stands([station], MOMENT)[0])


def test_the_number_stands_inside_and_the_arc_is_its_share(street: Unit) -> None:
    drawing = draw(put_counting(street, people=13))

    assert ">13</text>" in drawing
    assert 'class="dial full"' in drawing
    assert 'aria-label="现在 13 人，可容 16 人，空位 3"' in drawing


def test_a_shut_one_has_a_dash_and_one_that_is_not_counted_a_door(street: Unit) -> None:
    shut = draw(put_station(street, hours="Mo-Su,PH 20:00-22:00"))
    uncounted = draw(put_station(street, "DH-2", 100))

    assert ('class="dial shut"' in shut, 'aria-label="没开"' in shut) == (True, True)
    assert ('class="door-sign"' in uncounted, 'aria-label="人数不知道"' in uncounted) == (True, True)


def test_a_small_number_is_not_drawn_for_everybody(street: Unit) -> None:
    assert "<text" not in draw(put_counting(street, people=3))
