"""The desk of stations: who sees which, filters, the panel of one, the list as a table."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting, put_fault
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.registry import appoint_keeper, close_station
from nuantu_hub.stations.models import Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
DESK = "/stations/desk/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def both(street: Unit, other_district: Unit) -> tuple[Station, Station]:
    """A station in the own district, one in the other."""
    return (put_counting(street, "DH-1", name="柳岸驿站"),
            put_counting(other_district, "NS-1", north_m=900, name="南山驿站"))


def test_an_officer_sees_the_stations_of_the_own_district_alone(
    both: tuple[Station, Station], officer: Account, as_: As,
) -> None:
    page = read(as_(officer), DESK)

    assert "柳岸驿站" in page
    assert "南山驿站" not in page
    assert "共 1 座" in page
    assert as_(officer).get(f"{DESK}{both[1].pk}/panel/").status_code == 404


def test_a_keeper_sees_the_station_that_is_kept(both: tuple[Station, Station], bystander: Account, as_: As) -> None:
    assert as_(bystander).get(DESK).status_code == 404
    appoint_keeper(by=None, station=both[1], account=bystander)
    page = read(as_(bystander), DESK)

    assert "南山驿站" in page
    assert "柳岸驿站" not in page


@pytest.mark.usefixtures("both")
def test_strangers_and_workers_have_no_desk(stranger: Client, rider: Account, as_: As) -> None:
    assert stranger.get(DESK).status_code == 302
    assert as_(rider).get(DESK).status_code == 404


def test_filters_words_and_order_are_kept_in_the_address(street: Unit, officer: Account, as_: As) -> None:
    put_fault(put_station(street, "DH-1", name="坏了的"), hours_left=-1)
    put_counting(street, "DH-2", north_m=100, name="东门驿站", people=15)

    assert "东门驿站" not in read(as_(officer), f"{DESK}?only=overdue")
    assert "坏了的" not in read(as_(officer), f"{DESK}?q=东门")
    page = read(as_(officer), f"{DESK}?order=people")
    assert page.index("东门驿站") < page.index("坏了的")
    assert "没有符合的驿站" in read(as_(officer), f"{DESK}?q=哪儿都不是")


def test_a_station_that_was_closed_is_found_by_its_code_alone(street: Unit, officer: Account, as_: As) -> None:
    close_station(by=None, station=put_station(street, "DH-1", name="老驿站"), reason="并入别处")
    put_station(street, "DH-2", 100)

    assert "老驿站" not in read(as_(officer), DESK)
    assert "老驿站" in read(as_(officer), f"{DESK}?q=dh-1")


def test_the_asked_station_is_beside_the_map_and_so_it_is_as_a_fragment(
    street: Unit, officer: Account, as_: As,
) -> None:
    put_fault(put_station(street, "DH-1"), hours_left=-1)
    asked = put_counting(street, "DH-2", north_m=100)
    page = read(as_(officer), f"{DESK}?station=DH-2")
    fragment = read(as_(officer), f"{DESK}{asked.pk}/panel/")

    assert "此刻 7 人，容 16 人" in page
    assert "此刻 7 人，容 16 人" in fragment
    assert "<html" not in fragment


def test_the_desk_asks_as_often_for_fifty_stations_as_for_two(street: Unit, officer: Account, as_: As) -> None:
    client = as_(officer)
    for place in range(2):
        put_fault(put_counting(street, f"DH-{place}", north_m=40.0 * place))
    few = count_queries(client, DESK)
    for place in range(2, 52):
        put_fault(put_counting(street, f"DH-{place}", north_m=40.0 * place))

    assert count_queries(client, DESK) == few


def test_the_list_is_taken_along_as_it_is_filtered_and_that_is_written_down(
    street: Unit, officer: Account, as_: As,
) -> None:
    put_fault(put_station(street, "DH-1", name="=坏了的"), hours_left=-1)
    put_station(street, "DH-2", 100, name="好的")
    answer = as_(officer).get(f"{DESK}export.csv?only=overdue")
    text = answer.content.decode("utf-8-sig")

    assert answer["Content-Disposition"] == 'attachment; filename="stations.csv"'
    assert [line.split(",")[0] for line in text.splitlines()] == ["编号", "DH-1"]
    assert "'=坏了的" in text  # a spreadsheet would run it
    assert Deed.objects.filter(verb="stations exported", by=officer, detail={"rows": 1}).count() == 1


def test_a_district_without_stations_says_how_to_begin(officer: Account, as_: As) -> None:
    page = read(as_(officer), DESK)

    assert "还没有登记驿站" in page
    assert 'href="/stations/desk/new/"' in page
