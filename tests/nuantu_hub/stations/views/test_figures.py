"""The public page of figures."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.pages_cast import put_counting
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db
PAGE = "/stations/figures/"


def test_a_stranger_reads_how_many_there_are_and_what_is_not_published(street: Unit, stranger: Client) -> None:
    assert "还没有登记驿站" in stranger.get(PAGE).content.decode()
    put_station(street)
    page = stranger.get(PAGE).content.decode()

    assert "还没有评过星" in page
    assert "还没有可以公布的人次" in page
    assert "柳岸街道总工会" in page


def test_the_page_asks_as_often_for_thirty_stations_as_for_one(street: Unit, stranger: Client) -> None:
    put_counting(street, "DH-0")
    few = count_queries(stranger, PAGE)
    for place in range(1, 30):
        put_counting(street, f"DH-{place}", north_m=40.0 * place)

    assert count_queries(stranger, PAGE) == few
