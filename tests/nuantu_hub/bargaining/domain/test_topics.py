"""Topics are raised once a clause, parked and withdrawn with a reason, and opened again by both sides only."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import WEATHER, put_new_offer, put_topic

from nuantu_hub.bargaining.domain.offers import accept_offer
from nuantu_hub.bargaining.domain.topics import (
    TopicFacts,
    ask_reopening,
    park_topic,
    raise_topic,
    take_up_topic,
    withdraw_topic,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Talk, Topic

pytestmark = pytest.mark.django_db


def test_a_topic_takes_its_number_chapter_and_name_from_its_type(table: Table) -> None:
    token = uuid4()
    facts = TopicFacts(WEATHER, why="雨天没人愿意跑")
    made = raise_topic(by=table.workers[0], talk=table.talk, facts=facts, token=token)
    again = raise_topic(by=table.workers[0], talk=table.talk, facts=facts, token=token)

    assert again.pk == made.pk
    assert (made.number, made.clause_id, made.chapter) == (1, "P07", "PAY")
    assert (made.title, made.state) == ("特殊天气补贴", "open")


@pytest.mark.parametrize(("facts", "field"), [
    (TopicFacts("no_such_type"), "clause_type"), (TopicFacts(WEATHER, "P 07"), "clause_id"),
    (TopicFacts(WEATHER, "补贴"), "clause_id"), (TopicFacts(WEATHER, "P" * 41), "clause_id")])
def test_what_is_no_clause_is_refused(table: Table, facts: TopicFacts, field: str) -> None:
    with pytest.raises(TalkRefused) as refused:
        raise_topic(by=table.workers[0], talk=table.talk, facts=facts, token=uuid4())
    assert refused.value.field == field


def test_a_clause_stands_on_the_table_once(table: Table) -> None:
    put_topic(table)
    with pytest.raises(TalkRefused, match="P07 已经在桌上"):
        put_topic(table)
    assert put_topic(table, clause_id="P07-2").number == 2


def test_a_talk_that_is_not_open_takes_no_topic(table: Table) -> None:
    Talk.objects.update(state=Talk.State.SUSPENDED)
    with pytest.raises(TalkRefused, match="中止"):
        put_topic(table)


def test_parking_needs_a_reason_and_a_delegate(table: Table) -> None:
    topic = put_topic(table)
    with pytest.raises(TalkRefused, match="没有写原因"):
        park_topic(by=table.platform[0], topic=topic, why=" ")
    with pytest.raises(TalkRefused, match="协商代表"):
        park_topic(by=table.recorder, topic=topic, why="等数据")
    parked = park_topic(by=table.platform[0], topic=topic, why="等数据")

    assert (parked.state, parked.state_why) == ("parked", "等数据")
    assert take_up_topic(by=table.workers[0], topic=topic).state == "open"


def test_a_topic_is_not_withdrawn_under_the_other_sides_offer(table: Table) -> None:
    topic = put_topic(table)
    put_new_offer(table.platform[0], topic)
    with pytest.raises(TalkRefused, match="对方的报价还在桌上"):
        withdraw_topic(by=table.workers[0], topic=topic, why="以后再谈")
    gone = withdraw_topic(by=table.platform[0], topic=topic, why="以后再谈")

    assert gone.state == "withdrawn"
    assert list(topic.offers.values_list("state", flat=True)) == ["withdrawn"]


def test_an_agreed_topic_opens_again_when_both_sides_say_so(table: Table) -> None:
    topic = put_topic(table)
    accept_offer(by=table.workers[0], topic=topic, version=put_new_offer(table.platform[0], topic).version)
    asked = ask_reopening(by=table.workers[0], topic=topic, why="数据算错了")
    asked = ask_reopening(by=table.workers[1], topic=topic, why="数据算错了")

    assert (asked.state, asked.reopen_side) == ("agreed", "workers")
    opened = ask_reopening(by=table.platform[0], topic=topic, why="同意")
    assert (opened.state, opened.reopen_side) == (Topic.State.OPEN, "")
    assert list(topic.offers.values_list("state", flat=True)) == ["superseded"]
