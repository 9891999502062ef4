"""Calls for help on the desk."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.help_calls import call_for_help
from nuantu_hub.stations.domain.help_rings import ring_phones
from nuantu_hub.stations.models import HelpCall

pytestmark = pytest.mark.django_db


def test_a_keeper_answers_and_closes_a_call(street: Unit, other_officer: Account, rider: Account, as_: As) -> None:
    station = build_station(street)
    keeper = appoint(station)
    call = call_for_help(station=station, source="button", token=uuid4())
    client = as_(keeper)
    assert station.name in client.get(reverse("stations:help_calls")).content.decode()
    assert client.post(reverse("stations:answer_help", args=[call.pk])).status_code == 302
    assert "马会来" in client.get(reverse("stations:help_call", args=[call.pk])).content.decode()
    close = reverse("stations:close_help", args=[call.pk])
    assert client.post(close, {"outcome": ""}).status_code == 422
    assert client.post(close, {"outcome": "低血糖，给了糖水"}).status_code == 302
    assert "低血糖，给了糖水" in client.get(reverse("stations:help_calls")).content.decode()
    for stranger in (other_officer, rider):
        assert as_(stranger).get(reverse("stations:help_call", args=[call.pk])).status_code == 404


def test_the_list_asks_as_often_for_many_calls_as_for_one(street: Unit, officer: Account, as_: As) -> None:
    def ask() -> int:
        client = as_(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("stations:help_calls"))
        return len(asked)

    def call(number: int) -> None:
        station = build_station(street, f"DH-{number}")
        call_for_help(station=station, source="button", token=uuid4())
        HelpCall.objects.create(station=station, source="phone", at=now(), answered_at=now(), answered_by=officer,
                                closed_at=now(), closed_by=officer, outcome="误按")

    call(1)
    one = ask()
    for number in range(2, 12):
        call(number)
    assert ask() == one


def test_a_number_is_left_shown_in_part_and_taken_back_by_its_holder_alone(
    street: Unit, officer: Account, rider: Account, as_: As,
) -> None:
    keeper = appoint(build_station(street))
    client, page = as_(keeper), reverse("stations:help_calls")
    leave, drop = reverse("stations:leave_own_phone"), reverse("stations:drop_own_phone")
    assert "你还没有留手机号" in client.get(page).content.decode()
    assert client.post(leave, {"phone": "12345"}).status_code == 422
    assert client.post(leave, {"phone": "139 0000 0041"}).status_code == 302
    assert "139****0041" in client.get(page).content.decode()
    assert "139****0041" not in as_(officer).get(page).content.decode()
    assert as_(rider).post(leave, {"phone": "139 0000 0042"}).status_code == 404
    assert client.get(leave).status_code == 405
    assert client.post(drop).status_code == 302
    assert "你还没有留手机号" in client.get(page).content.decode()


def test_a_call_names_who_was_told_and_who_left_no_number(street: Unit, officer: Account, as_: As) -> None:
    station = build_station(street)
    appoint(station)
    call = call_for_help(station=station, source="button", token=uuid4())
    ring_phones(call, now())
    told = as_(officer).get(reverse("stations:help_call", args=[call.pk])).content.decode()
    assert "马会来" in told
    assert "没有留手机号" in told
