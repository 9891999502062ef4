"""What is private to a side is filtered in the query."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.try_scene import finish_sweep, finish_try, open_topic, put_offer

from nuantu_hub.bargaining.models import OfferTry

pytestmark = pytest.mark.django_db


def test_a_side_sees_the_open_ones_and_its_own_and_no_side_the_open_ones_only(table: Table) -> None:
    topic = open_topic(table)
    open_one = finish_sweep(topic, table.workers[0])
    own = finish_sweep(topic, table.workers[0], shared=False)
    other = finish_sweep(topic, table.platform[0], shared=False, side="platform")
    assert set(OfferTry.objects.seen_by_side("workers")) == {open_one, own}
    assert set(OfferTry.objects.seen_by_side("platform")) == {open_one, other}
    assert set(OfferTry.objects.seen_by_side("")) == {open_one}


def test_its_parts_are_what_the_engine_is_asked_and_an_offer_that_changes_nothing_is_none(table: Table) -> None:
    topic = open_topic(table)
    offer = put_offer(topic, "workers", table.workers[0], "3.00CNY")
    found = finish_try(topic, table.workers[0], left=offer)
    assert found.parts == [("left", ["PLT-special-weather.amount=3.00CNY/order"])]
    found.changes = {"left": []}
    assert found.parts == []
    assert finish_sweep(topic, table.workers[0]).parts[0][0] == "sweep"
    assert (found.unit, found.is_under_way) == (table.talk.unit, False)
