"""An ambiguity is settled when both sides hold one reading, and nothing is agreed before."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic

from nuantu_hub.bargaining.domain.ambiguities import enter_ambiguity, hold_reading
from nuantu_hub.bargaining.domain.offers import accept_offer
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import TalkAmbiguity, Topic

pytestmark = pytest.mark.django_db


def enter(table: Table, topic: Topic, **more: str) -> TalkAmbiguity:
    """Two readings of special weather."""
    told = {"printed": "特殊天气", "reading_a": "气象部门发布的预警", "reading_b": "平台认定的天气", **more}
    return enter_ambiguity(by=table.workers[0], topic=topic, token=uuid4(), **told)


def test_a_topic_with_open_words_is_not_agreed(table: Table) -> None:
    topic = put_topic(table)
    one = enter(table, topic)
    offer = put_new_offer(table.platform[0], topic)
    with pytest.raises(TalkRefused, match="“特殊天气”怎么读还没有选定"):
        accept_offer(by=table.workers[0], topic=topic, version=offer.version)
    hold_reading(by=table.workers[0], ambiguity=one, reading="A")
    assert not hold_reading(by=table.platform[0], ambiguity=one, reading="B").chosen
    assert hold_reading(by=table.platform[0], ambiguity=one, reading="A").chosen == "A"
    assert hold_reading(by=table.platform[0], ambiguity=one, reading="B").chosen == "A"
    assert accept_offer(by=table.workers[0], topic=topic, version=offer.version).state == "accepted"


@pytest.mark.parametrize(("more", "field"), [
    ({"printed": ""}, "printed"), ({"reading_a": " "}, "reading_a"),
    ({"reading_b": "气象部门发布的预警"}, "reading_b")])
def test_two_readings_that_differ_are_needed(table: Table, more: dict[str, str], field: str) -> None:
    topic = put_topic(table)
    with pytest.raises(TalkRefused) as refused:
        enter(table, topic, **more)
    assert refused.value.field == field


def test_only_a_side_holds_a_reading_and_only_one_of_the_two(table: Table) -> None:
    one = enter(table, put_topic(table))
    with pytest.raises(TalkRefused):
        hold_reading(by=table.recorder, ambiguity=one, reading="A")
    with pytest.raises(TalkRefused, match="没有选读法"):
        hold_reading(by=table.workers[0], ambiguity=one, reading="C")
