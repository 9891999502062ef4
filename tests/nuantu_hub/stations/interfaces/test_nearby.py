"""The stations that a search finds, nearest first, and their map."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, NIGHT, put_counting, put_fault
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.nearby import Found, draw_nearby, find_stations
from nuantu_hub.stations.interfaces.search_words import Search

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
HERE = Search(LAT_DEG, LON_DEG)


@pytest.fixture
def town(street: Unit) -> None:
    """A day station 300 m away, a night station at 800 m, another day station at 1,500 m."""
    put_station(street, "DH-1", 300)
    put_counting(street, "DH-2", north_m=800, name="彻夜驿站")
    put_station(street, "DH-3", 1_500, facilities={"shower": 1})


def list_codes(found: Found) -> list[str]:
    return [stand.station.code for stand, _way in found.rows]


@pytest.mark.usefixtures("town")
def test_the_nearest_stand_first_with_their_distance() -> None:
    found = find_stations(HERE, MOMENT)

    assert list_codes(found) == ["DH-1", "DH-2", "DH-3"]
    assert [round(way or 0, -1) for _stand, way in found.rows] == [300, 800, 1_500]
    assert found.headline == "最近开着的在 300 米外"


@pytest.mark.usefixtures("town")
def test_at_three_in_the_morning_only_the_one_that_is_open_is_found() -> None:
    found = find_stations(Search(LAT_DEG, LON_DEG, open_now=True), NIGHT)

    assert list_codes(found) == ["DH-2"]
    assert found.headline == "最近开着的在 800 米外"


@pytest.mark.usefixtures("town")
def test_without_a_place_words_find_what_holds_them_all() -> None:
    assert list_codes(find_stations(Search(words="彻夜"), MOMENT)) == ["DH-2"]
    assert list_codes(find_stations(Search(words="柳岸 DH-3"), MOMENT)) == ["DH-3"]
    assert list_codes(find_stations(Search(facility="shower"), MOMENT)) == ["DH-3"]
    assert list_codes(find_stations(Search(open_now=True), NIGHT)) == ["DH-2"]
    assert find_stations(Search(words="没有这个地方"), MOMENT).headline == "没有找到"
    assert find_stations(Search(), MOMENT).headline == "3 座，3 座开着"


@pytest.mark.usefixtures("town")
def test_a_place_outside_china_is_said_and_not_shifted() -> None:
    found = find_stations(Search(48.85, 2.35), MOMENT)

    assert found.rows == []
    assert "48.85" in found.refused


@pytest.mark.usefixtures("town")
def test_there_is_more_where_there_is_more(street: Unit) -> None:
    for number in range(25):
        put_station(street, f"DH-1{number:02d}", 2_000 + 40 * number)
    found = find_stations(HERE, MOMENT)

    assert (len(found.rows), found.more) == (20, True)
    assert find_stations(Search(LAT_DEG, LON_DEG, count=40), MOMENT).more is False


@pytest.mark.usefixtures("town")
def test_the_map_shows_the_seeker_and_leads_from_each_ring_to_its_line() -> None:
    drawn = draw_nearby(HERE, find_stations(HERE, MOMENT).rows)

    assert drawn is not None
    assert 'class="here-spot"' in drawn.here
    assert 'href="#s-DH-1"' in drawn.marks
    assert draw_nearby(HERE, []) is None


def test_a_stranger_sees_no_fault_on_the_map(street: Unit) -> None:
    put_fault(put_station(street, "DH-1", 300), hours_left=-3)
    drawn = draw_nearby(HERE, find_stations(HERE, MOMENT).rows)

    assert drawn is not None
    assert "badge" not in drawn.marks
