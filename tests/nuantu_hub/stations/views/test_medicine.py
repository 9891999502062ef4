"""The medicine box: what anybody takes, what its keeper fills."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import MedicineItem, MedicineLot, MedicineMove, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    """A station."""
    return build_station(street)


def test_a_stranger_takes_a_plaster_and_nobody_asks_who(stranger: Client, station: Station) -> None:
    item = MedicineItem.objects.create(station=station, name="创可贴", piece="片")
    MedicineLot.objects.create(item=item, left=3)
    assert "还有 3 片" in stranger.get(reverse("stations:medicine_box", args=[station.sign])).content.decode()
    take = reverse("stations:take_medicine", args=[station.sign, item.pk])
    page = stranger.post(take, {"token": uuid4()}, follow=True).content.decode()
    assert "记下了：创可贴 一片。" in page
    assert MedicineMove.objects.get().by is None
    MedicineLot.objects.update(left=0)
    assert "这一样没有了" in stranger.post(take, {"token": uuid4()}, follow=True).content.decode()


def test_a_station_without_a_box_says_so(stranger: Client, station: Station) -> None:
    assert "没有登记药箱" in stranger.get(reverse("stations:medicine_box", args=[station.sign])).content.decode()


def test_a_keeper_lists_fills_counts_and_clears(station: Station, as_: As) -> None:
    client = as_(appoint(station))
    page = reverse("stations:medicine", args=[station.code])
    add = reverse("stations:add_medicine", args=[station.code])
    assert client.post(add, {"token": uuid4(), "name": ""}).status_code == 422
    client.post(add, {"token": uuid4(), "name": "创可贴", "piece": "片", "least": "5"})
    item = MedicineItem.objects.get()
    fill = reverse("stations:fill_medicine", args=[item.pk])
    past = localdate(now()) - timedelta(days=1)
    assert client.post(fill, {"token": uuid4(), "count": "3", "keeps_until": past.isoformat()}).status_code == 422
    client.post(fill, {"token": uuid4(), "count": "3"})
    lot = MedicineLot.objects.get()
    client.post(reverse("stations:count_medicine", args=[lot.pk]), {"token": uuid4(), "left": "2"})
    lot.refresh_from_db()
    assert lot.left == 2
    assert "不够" in client.get(page).content.decode()
    MedicineLot.objects.update(keeps_until=past)
    assert "有过期的" in client.get(page).content.decode()
    client.post(reverse("stations:discard_medicine", args=[station.code]))
    client.post(reverse("stations:drop_medicine", args=[item.pk]))
    assert "药箱里还没有登记" in client.get(page).content.decode()
