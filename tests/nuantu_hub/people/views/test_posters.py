"""Posters: made for units of the own branch, printed with a code that leads to joining."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.domain.posters import put_up_poster
from nuantu_hub.people.models import Account, Poster, Unit

pytestmark = pytest.mark.django_db
LIST = "/posters/"


def test_a_poster_is_made_once_printed_and_taken_down(street: Unit, organiser: Account, as_: As) -> None:
    client, token = as_(organiser), str(uuid.uuid4())
    for _time in range(2):
        made = client.post(LIST, {"unit": street.pk, "place": "柳岸驿站东门", "token": token})
    poster = Poster.objects.get()
    assert made["Location"] == reverse("people:poster", args=[poster.pk])
    sheet = client.get(made["Location"]).content.decode()
    for words in ("扫一扫，加入工会", "柳岸驿站东门", "柳岸街道总工会", f"/join/{poster.code}/", "<path d=\"M"):
        assert words in sheet
    assert "柳岸驿站东门" in client.get(LIST).content.decode()
    client.post(reverse("people:take_down_poster", args=[poster.pk]))
    assert "已停用" in client.get(LIST).content.decode()


def test_a_poster_is_not_made_for_a_unit_elsewhere(other_district: Unit, organiser: Account, as_: As) -> None:
    answer = as_(organiser).post(LIST, {"unit": other_district.pk, "place": "x", "token": str(uuid.uuid4())})
    assert (answer.status_code, Poster.objects.count()) == (422, 0)


def test_the_list_takes_as_many_questions_for_one_as_for_many(street: Unit, organiser: Account, as_: As) -> None:
    client, counts = as_(organiser), []
    for serial in range(20):
        if serial in (1, 19):
            with CaptureQueriesContext(connection) as asked:
                client.get(LIST)
            counts.append(len(asked))
        put_up_poster(by=organiser, unit=street, place=f"{serial} 号门", token=uuid.uuid4())
    assert counts[0] == counts[1]


def test_others_reach_none(street: Unit, organiser: Account, reviewer: Account, other_officer: Account,
                           steward: Account, rider: Account, bystander: Account, stranger: Client, as_: As) -> None:
    poster = put_up_poster(by=organiser, unit=street, place="北三门", token=uuid.uuid4())
    sheet, down = (reverse(f"people:{name}", args=[poster.pk]) for name in ("poster", "take_down_poster"))
    assert as_(reviewer).get(sheet).status_code == 200
    for account in (other_officer, steward, rider, bystander):
        assert [as_(account).get(sheet).status_code, as_(account).post(down).status_code] == [404, 404]
    for account in (steward, rider, bystander):
        assert as_(account).get(LIST).status_code == 404
    assert "北三门" not in as_(other_officer).get(LIST).content.decode()
    for address in (LIST, sheet):
        assert stranger.get(address)["Location"].startswith("/sign-in/")
    poster.refresh_from_db()
    assert poster.closed_at is None
