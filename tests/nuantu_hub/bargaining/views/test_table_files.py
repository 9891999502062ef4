"""The draft and the record as files, for those at the table."""

from __future__ import annotations

import pytest
import yaml
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic

from nuantu_hub.bargaining.domain.offers import accept_offer

pytestmark = pytest.mark.django_db


def test_the_draft_is_a_file_once_something_is_agreed(table: Table) -> None:
    topic, client = put_topic(table), sign_in(table.observer)
    address = reverse("bargaining:draft", args=[table.talk.pk])
    offer = put_new_offer(table.platform[0], topic)
    assert client.get(address).status_code == 302
    accept_offer(by=table.workers[0], topic=topic, version=offer.version)
    answer = client.get(address)

    assert answer["Content-Type"] == "application/yaml; charset=utf-8"
    assert yaml.safe_load(answer.content)["clauses"][0]["id"] == "P07"


def test_the_record_is_data(table: Table) -> None:
    put_new_offer(table.platform[0], put_topic(table))
    told = sign_in(table.workers[0]).get(reverse("bargaining:table_record", args=[table.talk.pk])).json()
    assert told["topics"][0]["offers"][0]["params"]["amount"] == "1.50 CNY/order"
