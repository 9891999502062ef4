"""Handing out at a station."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.trial_cast import (
    build_station,
    enrol_rider,
    give,
    keeper_of,
    receive,
    sign_name,
    stock_station,
)

from nuantu_hub.needs.models import Trial, TrialHandout
from nuantu_hub.people.models import Account, Reading, Unit
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(officer: Account, district: Unit) -> Trial:
    return receive(officer, district)


@pytest.fixture
def station(officer: Account, street: Unit, trial: Trial) -> Station:
    made = build_station(street)
    stock_station(officer, trial, made)
    return made


def test_a_keeper_hands_out_once_a_person(trial: Trial, station: Station, street: Unit, as_: As) -> None:
    client, rider = as_(keeper_of(station)), enrol_rider(900, street)
    page = reverse("needs:hand_out", args=[trial.pk, station.pk])
    assert page in client.get(reverse("needs:handing")).content.decode()
    assert client.get(page).status_code == 200
    told = {"act": "give", "token": str(uuid.uuid4()), "card": rider.person.card_number, "size": "短款"}
    assert client.post(page, told).status_code == 422
    for _time in range(2):
        assert client.post(page, told | {"signature": sign_name()}).status_code == 302
    again = client.post(page, told | {"token": str(uuid.uuid4()), "signature": sign_name()})
    assert (again.status_code, "已经领过" in again.content.decode()) == (422, True)
    assert TrialHandout.objects.count() == 1


def test_a_card_is_looked_up_and_a_piece_taken_back(trial: Trial, station: Station, street: Unit, as_: As) -> None:
    client, rider = as_(keeper_of(station)), enrol_rider(900, street)
    page, card = reverse("needs:hand_out", args=[trial.pk, station.pk]), rider.person.card_number
    assert "还没领过" in client.get(page, {"card": card}).content.decode()
    assert "没有这个会员证号" in client.get(page, {"card": "1"}).content.decode()
    made = give(trial, station, rider)
    assert "领过" in client.get(page, {"card": card}).content.decode()
    assert Reading.objects.filter(purpose="handing out").count() == 2
    assert client.post(page, {"act": "back", "handout": made.pk, "why": ""}).status_code == 422
    assert client.post(page, {"act": "back", "handout": made.pk, "why": "换"}).status_code == 302
    made.refresh_from_db()
    assert made.returned_at is not None


def test_another_keeper_and_riders_hand_out_nothing(
        trial: Trial, station: Station, street: Unit, rider: Account, other_officer: Account, as_: As) -> None:
    other = build_station(street, "WJ-002")
    page = reverse("needs:hand_out", args=[trial.pk, station.pk])
    assert [as_(who).get(page).status_code for who in (keeper_of(other), rider, other_officer)] == [404, 404, 404]
    assert "现在没有要发的" in as_(keeper_of(other)).get(reverse("needs:handing")).content.decode()
