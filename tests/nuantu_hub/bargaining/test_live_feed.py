"""What the event stream tells of a meeting: its public page's part, and nothing of rooms, limits and ballots."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.table_scene import SECRET, make_offer, put_topic, weather_offer

from nuantu_hub.bargaining.domain.caucus import write_note
from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote
from nuantu_hub.bargaining.domain.side_limits import set_limit
from nuantu_hub.bargaining.live_feed import FEED, read_meeting
from nuantu_hub.bargaining.models import LiveVote
from nuantu_hub.bargaining.views.watching import forget_kept
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.live_feeds import FEEDS, Told, read_feed


def read(sign: str) -> Told:
    """What is told of a sign, in Chinese."""
    told = read_feed(FEED, sign, "zh-hans")
    assert told is not None
    return told


def test_it_is_what_the_page_fetches(table: Table, stranger: Client) -> None:
    meeting = hold_meeting(table)
    ask(table, meeting)
    forget_kept()

    assert read(meeting.sign).body == stranger.get(f"/watch/{meeting.sign}/now/").content
    assert FEEDS[FEED].endswith(read_meeting.__name__)


def test_a_result_is_a_stage_of_its_own_and_a_vote_that_comes_in_is_not(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    before = read(meeting.sign)
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=uuid.uuid4())
    cast = read(meeting.sign)
    close_vote(by=table.officer, vote=vote)
    closed = read(meeting.sign)

    assert (before.stage, before.due_at) == (cast.stage, vote.closes_at)
    assert before.body != cast.body
    assert closed.stage != cast.stage
    assert (closed.due_at, closed.look) == (None, f"/watch/{meeting.sign}/now/")
    assert "没有通过" in closed.body.decode()


def test_reading_changes_nothing_also_where_a_vote_is_over(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting, seconds=60)
    set_clock(TALKING + timedelta(days=30))
    with CaptureQueriesContext(connection) as asked:
        read(meeting.sign)

    assert {query["sql"].split()[0] for query in asked} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert not LiveVote.objects.get(pk=vote.pk).is_closed


def test_nothing_of_caucus_rooms_limits_and_who_voted_is_told(table: Table) -> None:
    meeting = hold_meeting(table)
    write_note(by=table.workers[0], talk=table.talk, words=SECRET, token=uuid.uuid4())
    make_offer(table.platform[0], put_topic(table), weather_offer(words=f"{SECRET}二"))
    set_limit(by=table.workers[0], talk=table.talk, outcome="hours", measure="after", sense="at_most", value=987_654,
              token=uuid.uuid4())
    vote = ask(table, meeting)
    for number, worker in enumerate(table.workers):
        cast_vote(by=worker, vote=vote, choice=("yes", "no", "abstain")[number % 3], token=uuid.uuid4())
    told = [read_feed(FEED, meeting.sign, language) for language in ("zh-hans", "en")]
    close_vote(by=table.officer, vote=vote)
    told += [read_feed(FEED, meeting.sign, language) for language in ("zh-hans", "en")]

    everybody = [one.name for one in (*table.workers, *table.platform, table.officer, table.recorder)]
    for one in told:
        assert one is not None
        said = one.body.decode() + one.stage
        assert [word for word in (SECRET, "987654", "987,654", *everybody) if word in said] == []


def test_a_sign_of_no_meeting(db: None) -> None:
    assert read_feed(FEED, "nothing1", "en") is None
