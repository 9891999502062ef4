"""Both positions stand side by side, the leading number large, the difference in words."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic, weather_offer

from nuantu_hub.bargaining.domain.offers import accept_offer
from nuantu_hub.bargaining.interfaces.table_told import compare_positions, list_chapters, list_moves

pytestmark = pytest.mark.django_db


def test_nobodys_offer_is_no_comparison(table: Table) -> None:
    assert compare_positions(put_topic(table), []) is None


def test_the_two_sides_and_their_gap(table: Table) -> None:
    topic = put_topic(table)
    put_new_offer(table.workers[0], topic, weather_offer("1.50 CNY/order"))
    alone = compare_positions(topic, list(topic.offers.all()))
    put_new_offer(table.platform[0], topic, weather_offer("0.75 CNY/order", "orange"))
    both = compare_positions(topic, list(topic.offers.all()))

    assert alone is not None
    assert both is not None
    assert (alone.two.value, alone.two.words, alone.gap) == (None, "还没有报价", "—")
    assert (both.one.value, both.two.value, both.gap) == (150.0, 75.0, "50%")
    name, one, other = both.rows[0]
    assert (str(name), one, other) == ("最低预警级别", "黄色", "橙色")


def test_what_was_accepted_is_the_position_of_both(table: Table) -> None:
    topic = put_topic(table)
    put_new_offer(table.workers[0], topic, weather_offer("1.50 CNY/order"))
    put_new_offer(table.platform[0], topic, weather_offer("0.75 CNY/order"))
    accept_offer(by=table.workers[0], topic=topic, version=2)
    both = compare_positions(topic, list(topic.offers.all()))

    assert both is not None
    assert (both.one.value, both.two.value, both.gap) == (75.0, 75.0, "一致")


def test_topics_stand_in_their_chapters_and_versions_newest_first(table: Table) -> None:
    stop, weather = put_topic(table, "daily_stop"), put_topic(table)
    put_new_offer(table.workers[0], weather)
    put_new_offer(table.workers[0], weather, weather_offer("1.30 CNY/order"))
    chapters = list_chapters(table.talk)
    moves = list_moves(list(weather.offers.all()))

    assert [[one.pk for one in chapter.topics] for chapter in chapters] == [[weather.pk], [stop.pk]]
    assert [move["offer"].version for move in moves] == [2, 1]
    assert moves[0]["terms"][0][1].startswith("1.30") or "1.3" in moves[0]["terms"][0][1]
