"""Minutes and their approval."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.meetings import close_meeting
from nuantu_hub.bargaining.domain.minutes import approve_minutes, write_minutes
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import TalkMeeting


def _written(table: Table) -> TalkMeeting:
    meeting = hold_meeting(table)
    close_meeting(by=table.officer, meeting=meeting)
    return write_minutes(by=table.recorder, meeting=meeting, text="双方同意再谈", version=0)


def test_both_chiefs_approve_and_nothing_changes_after(table: Table) -> None:
    meeting = _written(table)
    approve_minutes(by=table.workers[0], meeting=meeting, version=1)
    assert not approve_minutes(by=table.workers[0], meeting=meeting, version=1).is_approved

    assert approve_minutes(by=table.platform[0], meeting=meeting, version=1).is_approved
    with pytest.raises(TalkRefused):
        write_minutes(by=table.recorder, meeting=meeting, text="双方没有同意", version=1)


def test_another_word_takes_the_approval_back(table: Table) -> None:
    meeting = _written(table)
    approve_minutes(by=table.workers[0], meeting=meeting, version=1)
    again = write_minutes(by=table.recorder, meeting=meeting, text="双方同意再谈两次", version=1)

    assert (again.minutes_version, again.workers_approved_at) == (2, None)
    with pytest.raises(TalkRefused):
        approve_minutes(by=table.platform[0], meeting=meeting, version=1)


def test_nobody_writes_over_what_they_did_not_read(table: Table) -> None:
    meeting = _written(table)
    with pytest.raises(TalkRefused):
        write_minutes(by=table.recorder, meeting=meeting, text="另一稿", version=0)
    meeting.refresh_from_db()

    assert meeting.minutes == "双方同意再谈"


def test_only_chiefs_approve(table: Table) -> None:
    meeting = _written(table)
    for account in (table.workers[1], table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused):
            approve_minutes(by=account, meeting=meeting, version=1)


def test_no_minutes_before_the_meeting_and_no_approval_before_its_end(table: Table) -> None:
    with pytest.raises(TalkRefused):
        write_minutes(by=table.recorder, meeting=make_meeting(table), text="一", version=0)
    held = write_minutes(by=table.recorder, meeting=hold_meeting(table), text="一", version=0)
    with pytest.raises(TalkRefused):
        approve_minutes(by=table.workers[0], meeting=held, version=1)
    with pytest.raises(TalkRefused):
        write_minutes(by=table.recorder, meeting=held, text=" ", version=1)
