"""The steps of offers are told from what stood on the table: no draft, a gap only where both sides have a number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import TALKING, Table, sign_in
from tests.nuantu_hub.bargaining.table_scene import make_offer, put_new_offer, put_topic, weather_offer

from nuantu_hub.bargaining.domain.offers import OfferFacts, accept_offer, withdraw_offer
from nuantu_hub.bargaining.domain.topics import ask_reopening
from nuantu_hub.bargaining.interfaces.offer_steps import list_columns, tell_steps
from nuantu_hub.bargaining.interfaces.table_told import list_moves
from nuantu_hub.bargaining.models import Topic
from nuantu_hub.people.models import Account
from nuantu_hub.site.charts import Chart
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


def put(by: Account, topic: Topic, amount: str, day: int) -> None:
    """An offer put on a day of the talks."""
    set_clock(TALKING + timedelta(days=day))
    put_new_offer(by, topic, weather_offer(f"{amount} CNY/order"))


def tell(topic: Topic) -> Chart | None:
    """The chart of what is in the table now."""
    return tell_steps(topic, list_moves(list(topic.offers.order_by("version"))))


def close_in(table: Table) -> Topic:
    """Four versions that come closer."""
    topic = put_topic(table)
    for day, (by, amount) in enumerate((("workers", "2.00"), ("platform", "0.50"), ("workers", "1.50"),
                                        ("platform", "0.80"))):
        put(table.chief_of(by), topic, amount, day)
    return topic


def test_the_gap_from_first_to_last_is_the_sentence_and_every_version_a_row(table: Table) -> None:
    topic = close_in(table)
    make_offer(table.workers[0], topic, weather_offer("1.30 CNY/order"))
    told = tell(topic)
    assert told is not None
    assert told.sentence == "4 版报价，差距从 ¥1.50/单 收到 ¥0.70/单"
    assert [row[:4] for row in told.rows] == [
        ("第 1 版", "¥2.00/单", "—", "—"), ("第 2 版", "¥2.00/单", "¥0.50/单", "¥1.50/单"),
        ("第 3 版", "¥1.50/单", "¥0.50/单", "¥1.00/单"), ("第 4 版", "¥1.50/单", "¥0.80/单", "¥0.70/单")]
    assert "1.30" not in told.drawing
    assert told.drawing.count("<svg") == 2


def test_one_version_or_a_term_that_is_no_quantity_has_no_chart(table: Table) -> None:
    topic, shown = put_topic(table), put_topic(table, "price_components")
    put(table.workers[0], topic, "2.00", 0)
    for by in (table.workers[0], table.platform[0]):
        put_new_offer(by, shown, OfferFacts("每单单价写明构成", {"components": "[distance]"}))
    assert (tell(topic), tell(shown)) == (None, None)


def test_an_accepted_version_is_where_both_lines_end(table: Table) -> None:
    topic = close_in(table)
    set_clock(TALKING + timedelta(days=9))
    accept_offer(by=table.workers[0], topic=topic, version=4)
    told = tell(topic)
    assert told is not None
    assert told.sentence == "4 版报价，一致在 ¥0.80/单"
    assert told.rows[-1][:4] == ("一致", "¥0.80/单", "¥0.80/单", "¥0.00/单")


def test_what_was_withdrawn_or_opened_again_stands_no_longer(table: Table) -> None:
    topic = close_in(table)
    set_clock(TALKING + timedelta(days=5))
    withdraw_offer(by=table.platform[0], offer=topic.offers.get(version=4))
    told = tell(topic)
    assert told is not None
    assert told.sentence == "4 版报价，现在桌上没有双方的数"
    put(table.workers[0], topic, "1.40", 6)
    moves = list_moves(list(topic.offers.order_by("version")))[::-1]
    columns = list_columns(moves, "amount")
    assert [one.stands for one in columns[-2:]] == [(150, 80), (140, None)]
    assert columns[-2].ends == (False, True)
    set_clock(TALKING + timedelta(days=7))
    accept_offer(by=table.platform[0], topic=topic, version=5)
    for by in (table.workers[0], table.platform[0]):
        ask_reopening(by=by, topic=topic, why="算错了")
    told = tell(topic)
    assert told is not None
    assert told.sentence == "5 版报价，现在桌上没有双方的数"


def test_a_gap_that_widens_or_stays_is_said_as_such(table: Table) -> None:
    topic = put_topic(table)
    put(table.workers[0], topic, "1.50", 0)
    put(table.platform[0], topic, "0.50", 1)
    told = tell(topic)
    assert told is not None
    assert told.sentence == "2 版报价，差距是 ¥1.00/单"
    put(table.workers[0], topic, "1.80", 2)
    wider = tell(topic)
    assert wider is not None
    assert wider.sentence == "3 版报价，差距从 ¥1.00/单 拉大到 ¥1.30/单"


def test_lengths_of_time_are_said_as_such(table: Table) -> None:
    topic = put_topic(table, "daily_stop")
    for by, hours in ((table.workers[0], "11 h"), (table.platform[0], "12 h")):
        params = {"stop_after": hours, "in_flight": "finish", "reset": "rolling_24h"}
        put_new_offer(by, topic, OfferFacts("强制下线", params))
    told = tell(topic)
    assert told is not None
    assert told.sentence == "2 版报价，差距是 1小时"


def test_the_page_shows_the_chart_with_its_table_and_no_draft_of_the_other_side(table: Table) -> None:
    topic = close_in(table)
    make_offer(table.workers[0], topic, weather_offer("1.30 CNY/order"))
    where = reverse("bargaining:topic", args=[topic.pk])
    workers, platform = (sign_in(one).get(where).content.decode() for one in (table.workers[0], table.platform[0]))
    for page in (workers, platform):
        assert page.count('class="steps of-') == 2
        assert "4 版报价，差距从 ¥1.50/单 收到 ¥0.70/单" in page
    assert "¥1.30/单" not in platform
    assert Client().get(where).status_code in (302, 404)
