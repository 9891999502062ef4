"""A meeting as everybody may watch it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote
from nuantu_hub.bargaining.views.watching import forget_kept, read_part


@pytest.fixture(autouse=True)
def fresh_parts() -> Iterator[None]:
    """Nothing that another test made is given out."""
    forget_kept()
    yield
    forget_kept()


def test_results_without_names_of_who_voted(table: Table, stranger: Client) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=uuid.uuid4())
    close_vote(by=table.officer, vote=vote)

    page = stranger.get(f"/watch/{meeting.sign}/").content.decode()

    assert vote.question in page
    assert "没有通过" in page
    assert not [one.name for one in (*table.workers, *table.platform) if one.name in page]


def test_who_has_it_gets_nothing_anew_and_many_cost_no_query(table: Table, stranger: Client,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nuantu_hub.bargaining.views.watching.FRESH_S", 60.0)
    page = f"/watch/{hold_meeting(table).sign}/now/"
    tag = stranger.get(page)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        answers = [stranger.get(page, headers={"If-None-Match": tag}).status_code for _watcher in range(20)]
        assert stranger.get(page).status_code == 200

    assert (set(answers), len(asked)) == ({304}, 0)


def test_after_a_second_it_is_made_anew(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = hold_meeting(table)
    _body, before = read_part(meeting.sign)
    ask(table, meeting)
    assert read_part(meeting.sign)[1] == before
    monkeypatch.setattr("nuantu_hub.bargaining.views.watching.FRESH_S", 0.0)

    assert read_part(meeting.sign)[1] != before


def test_a_sign_of_no_meeting(db: None, stranger: Client) -> None:
    assert [stranger.get(f"/watch/nothing1/{rest}").status_code for rest in ("", "now/")] == [404, 404]
