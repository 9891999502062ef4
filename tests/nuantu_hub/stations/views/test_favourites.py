"""Favourites: a worker's own, marked and taken off, seen by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.favourites import mark_favourite

pytestmark = pytest.mark.django_db
PAGE = "/stations/favourites/"


def test_a_heart_marks_and_takes_off(street: Unit, rider: Account, other_rider: Account, as_: As) -> None:
    station = put_station(street)
    client, page = as_(rider), f"/s/{station.sign}/"
    assert 'aria-pressed="false"' in client.get(page).content.decode()
    assert client.post(f"{page}favourite/").headers["Location"] == page
    assert 'aria-pressed="true"' in client.get(page).content.decode()
    assert station.name in client.get(PAGE).content.decode()
    assert station.name not in as_(other_rider).get(PAGE).content.decode()

    client.post(f"{page}favourite/")
    assert "还没有收藏" in client.get(PAGE).content.decode()


def test_only_workers_have_favourites(street: Unit, officer: Account, stranger: Client, as_: As) -> None:
    station = put_station(street)

    assert as_(officer).get(PAGE).status_code == 404
    assert stranger.get(PAGE).status_code == 302
    assert stranger.post(f"/s/{station.sign}/favourite/").status_code == 302
    assert "aria-pressed" not in stranger.get(f"/s/{station.sign}/").content.decode()


def test_the_list_asks_as_often_for_twenty_as_for_one(street: Unit, rider: Account, as_: As) -> None:
    client = as_(rider)
    mark_favourite(account=rider, station=put_station(street, "DH-0"))
    few = count_queries(client, PAGE)
    for place in range(1, 20):
        mark_favourite(account=rider, station=put_station(street, f"DH-{place}", 40 * place))

    assert count_queries(client, PAGE) == few
