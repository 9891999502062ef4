"""Posters of stations' doors: for whoever looks after the station, with as many questions for one door as for many."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.equipment_cast import build_door
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.passes.domain.door_papers import publish_first_posters
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Door

pytestmark = pytest.mark.django_db


def test_the_sheet_shows_code_and_number_to_whoever_looks_after_the_station(
        street: Unit, officer: Account, other_officer: Account, rider: Account, as_: As, stranger: Client) -> None:
    door = build_door(put_station(street))
    where = reverse("passes:door_poster", args=[door.pk])
    before = as_(officer).get(where).content.decode()
    publish_first_posters()
    after = as_(officer).get(where).content.decode()

    assert ("gate-sheet" in before, "gate-sheet" in after, '<svg class="qr"' in after) == (False, True, True)
    assert f'<p class="for">{Door.objects.get().gate_number.pk}</p>' in after
    assert [as_(one).get(where).status_code for one in (other_officer, rider)] == [404, 404]
    assert stranger.get(where).status_code == 302


def test_the_list_asks_as_much_for_one_door_as_for_many(street: Unit, officer: Account, as_: As) -> None:
    where, client = reverse("passes:door_posters"), as_(officer)
    build_door(put_station(street))
    publish_first_posters()
    one = count_queries(client, where)
    for number in range(2, 12):
        build_door(put_station(street, f"DH-{number:04d}", north_m=50 * number), device_key=f"key-{number}")
    publish_first_posters()
    page = client.get(where).content.decode()

    assert count_queries(client, where) == one
    assert page.count("<tr>") == 12


def test_without_a_door_the_list_says_what_to_do(officer: Account, as_: As) -> None:
    assert "还没有在用的门禁" in as_(officer).get(reverse("passes:door_posters")).content.decode()
