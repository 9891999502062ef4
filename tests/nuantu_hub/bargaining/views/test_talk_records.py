"""The record of a talk to take along, and the open page."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, make_talk, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_the_record_comes_as_files(table: Table) -> None:
    client = sign_in(table.observer)
    told = client.get(reverse("bargaining:talk_record", args=[table.talk.pk]))
    assert json.loads(told.content)["talk"] == table.talk.sign
    assert told["Content-Disposition"] == f'attachment; filename="talk-{table.talk.sign}.json"'
    assert client.get(reverse("bargaining:talk_letters", args=[table.talk.pk]))["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_reads_what_is_bargained_and_no_name(district: Unit, officer: Account, stranger: Client,
                                                       language: str) -> None:
    page = reverse("bargaining:open_talks")
    assert stranger.get(page).status_code == 200
    table = make_talk(district, officer, title="门禁等待和超时")
    make_talk(district, officer, state="refused", mark="other", title="不公开的题目")
    stranger.cookies["django_language"] = language
    shown = stranger.get(page).content.decode()
    assert "门禁等待和超时" in shown
    assert "不公开的题目" not in shown
    assert not [one.name for one in (officer, *table.workers, *table.platform) if str(one.name) in shown]


def test_the_open_page_asks_as_often_for_many_as_for_one(district: Unit, officer: Account, stranger: Client) -> None:
    make_talk(district, officer)
    before = count_queries(stranger, reverse("bargaining:open_talks"))
    for number in range(9):
        make_talk(district, officer, mark=f"m{number}")
    assert count_queries(stranger, reverse("bargaining:open_talks")) == before
