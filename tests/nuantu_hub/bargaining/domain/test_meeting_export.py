"""The roll and the votes as tables."""

from __future__ import annotations

import csv
import io
import uuid

from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote
from nuantu_hub.bargaining.domain.meeting_export import write_roll, write_votes


def _rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))


def test_every_seat_and_what_it_cast_once_the_vote_is_closed(table: Table) -> None:
    meeting = hold_meeting(table)
    meeting.seats.filter(account=table.workers[0]).update(shown_name="=1+1")
    vote = ask(table, meeting)
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=uuid.uuid4())
    assert _rows(write_votes(meeting)) == []
    close_vote(by=table.officer, vote=vote)

    roll, votes = _rows(write_roll(meeting)), _rows(write_votes(meeting))

    assert (len(roll), len(votes)) == (10, 10)
    assert [row["choice"] for row in votes if row["choice"]] == ["yes"]
    assert "'=1+1" in {row["name"] for row in roll}
