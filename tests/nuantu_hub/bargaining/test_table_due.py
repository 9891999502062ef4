"""Delegates hear of the other side's offers, and of no others."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.table_scene import make_offer, put_new_offer, put_topic

from nuantu_hub.bargaining.table_due import list_due_offers

pytestmark = pytest.mark.django_db


def test_an_offer_waits_for_the_other_side_alone(table: Table) -> None:
    topic = put_topic(table)
    make_offer(table.workers[0], topic)
    put_new_offer(table.platform[0], topic)
    heard = {account.login: [due.title for due in list_due_offers(account, TALKING)] for account in (
        table.workers[1], table.platform[0], table.recorder, table.observer, table.officer)}

    assert list(heard.values()) == [["对方报了价：特殊天气补贴"], [], [], [], []]
    assert list(list_due_offers(None, TALKING)) == []
