"""The screen of a station: what is around it, in which direction and how far, in a fixed number of queries."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.siting_cast import LAT, LON, put_gate
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.screen_told import GATES_A_PAGE, NEIGHBOURS, Way, say_toward, tell_screen
from nuantu_hub.stations.models import Facility, Station

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("north", "east", "says"), [
    (1, 0, "北"), (1, 1, "东北"), (0, 1, "东"), (-1, 1, "东南"), (-1, 0, "南"), (-1, -1, "西南"), (0, -1, "西"),
    (1, -1, "西北")])
def test_directions_are_those_of_the_compass(north: int, east: int, says: str) -> None:
    assert say_toward(LAT, LON, LAT + north * 0.001, LON + east * 0.001 / 0.767) == says


def test_a_way_is_words_and_minutes() -> None:
    assert (Way(380, "东北").words, Way(380, "东北").minutes, Way(3, "东").minutes) == ("东北 380 米", 7, 1)


def read(station: Station) -> Station:
    return Station.objects.select_related("unit").prefetch_related("facilities").get(pk=station.pk)


def test_neighbours_gates_and_services_are_told(district: Unit) -> None:
    own = build_station(district, "A-0")
    near = build_station(district, "A-1", lat_deg=LAT + 0.003)
    far = build_station(district, "A-2", lat_deg=LAT + 0.006)
    Facility.objects.create(station=own, kind="meal_heating")
    Facility.objects.create(station=near, kind="toilet")
    put_gate(district)
    screen = tell_screen(read(own), MOMENT)

    assert [(number, stand.station) for number, stand, _way in screen.neighbours] == [(1, near), (2, far)]
    assert [(letter, one.gate.name, way.words) for letter, one, way in screen.gates] == [("A", "东门", "北 100 米")]
    told = {one.sign: (one.here, one.at, one.way.toward if one.way else "") for one in screen.services}
    assert told["microwave"] == (True, "", "")
    assert told["toilet"] == (False, "A-1驿站", "北")
    assert told["bike"] == (False, "", "")
    assert "你在这里" in screen.marks


def test_gates_are_turned_over_a_few_at_a_time(district: Unit) -> None:
    own = build_station(district, "A-0")
    for number in range(GATES_A_PAGE + 2):
        put_gate(district, f"XQ-{number}", lat_deg=LAT + 0.0001 * number)

    assert [len(page) for page in tell_screen(read(own), MOMENT).pages] == [GATES_A_PAGE, 2]


def test_many_neighbours_ask_no_more_than_one(district: Unit, stranger: Client) -> None:
    build_station(district, "A-0")
    build_station(district, "A-1", lat_deg=LAT + 0.001)
    put_gate(district)
    few = count_queries(stranger, "/screen/A-0/")
    for number in range(2, 9):
        build_station(district, f"A-{number}", lat_deg=LAT + 0.001 * number)
        put_gate(district, f"XQ-{number}")

    assert count_queries(stranger, "/screen/A-0/") == few
    assert len(tell_screen(read(Station.objects.get(code="A-0")), MOMENT).neighbours) == NEIGHBOURS
