"""The agenda of a meeting."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk

from nuantu_hub.bargaining.domain.agenda import add_item, begin_item, drop_item, end_item
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import AgendaItem, TalkMeeting, Topic


def _add(table: Table, meeting: TalkMeeting, title: str) -> AgendaItem:
    return add_item(by=table.officer, meeting=meeting, title=title, token=uuid.uuid4())


def test_one_item_is_under_way_at_a_time(table: Table) -> None:
    meeting = hold_meeting(table)
    first, second = _add(table, meeting, "一"), _add(table, meeting, "二")
    begin_item(by=table.officer, item=first)
    begin_item(by=table.officer, item=second)

    assert list(meeting.agenda.values_list("number", "state")) == [(1, "done"), (2, "now")]
    assert end_item(by=table.officer, item=second).state == "done"
    assert end_item(by=table.officer, item=second).state == "done"


def test_a_topic_gives_its_words_and_must_be_of_the_talk(table: Table) -> None:
    meeting, elsewhere = make_meeting(table), make_talk(table.talk.unit, table.officer, mark="u")
    own, other = (Topic.objects.create(talk=talk, number=1, chapter="PAY", title="门禁", clause_id="P01",
                                       clause_type="x", raised_at=TALKING) for talk in (table.talk, elsewhere.talk))

    assert add_item(by=table.officer, meeting=meeting, title="", topic=own, token=uuid.uuid4()).title == "门禁"
    for topic in (other, None):
        with pytest.raises(TalkRefused):
            add_item(by=table.officer, meeting=meeting, title="", topic=topic, token=uuid.uuid4())


def test_only_what_did_not_begin_is_dropped_and_it_begins_no_more(table: Table) -> None:
    meeting = hold_meeting(table)
    first, second = _add(table, meeting, "一"), _add(table, meeting, "二")
    begin_item(by=table.officer, item=first)
    assert drop_item(by=table.officer, item=second).state == "dropped"

    with pytest.raises(TalkRefused):
        drop_item(by=table.officer, item=first)
    with pytest.raises(TalkRefused):
        begin_item(by=table.officer, item=second)


def test_nothing_begins_before_the_meeting(table: Table) -> None:
    with pytest.raises(TalkRefused):
        begin_item(by=table.officer, item=_add(table, make_meeting(table), "一"))
