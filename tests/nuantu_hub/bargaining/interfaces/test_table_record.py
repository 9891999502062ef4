"""The record holds what was on the table and nothing of a caucus room."""

from __future__ import annotations

import json

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import SECRET, make_offer, put_new_offer, put_topic, weather_offer

from nuantu_hub.bargaining.interfaces.table_record import tell_table

pytestmark = pytest.mark.django_db


def test_versions_that_were_put_are_told_and_drafts_are_not(table: Table) -> None:
    topic = put_topic(table)
    put_new_offer(table.platform[0], topic)
    make_offer(table.workers[0], topic, weather_offer(words=SECRET))
    told = tell_table(table.talk)

    assert [one["version"] for one in told["topics"][0]["offers"]] == [1]
    assert SECRET not in json.dumps(told, ensure_ascii=False)
