"""The minutes on their page."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in

from nuantu_hub.bargaining.domain.meetings import close_meeting
from nuantu_hub.bargaining.models import TalkMeeting


def test_written_by_the_recorder_and_approved_by_both(table: Table) -> None:
    meeting = hold_meeting(table)
    close_meeting(by=table.officer, meeting=meeting)
    page = f"/bargaining/meetings/{meeting.pk}/minutes/"
    assert sign_in(table.recorder).post(page, {"text": "再谈", "version": 0}).status_code == 302
    for account in (table.workers[0], table.platform[0]):
        client = sign_in(account)
        assert "认可这一版" in client.get(page).content.decode()
        assert client.post(f"{page}approve/", {"version": 1}).status_code == 302

    assert TalkMeeting.objects.get().is_approved
    assert sign_in(table.recorder).post(page, {"text": "不谈", "version": 1}).status_code == 422


def test_neither_delegates_nor_observers_write_or_approve(table: Table) -> None:
    meeting = hold_meeting(table)
    page = f"/bargaining/meetings/{meeting.pk}/minutes/"
    for account in (table.platform[1], table.observer):
        client = sign_in(account)
        assert "<textarea" not in client.get(page).content.decode()
        client.post(page, {"text": "一", "version": 0})
        client.post(f"{page}approve/", {"version": 0})

    told = TalkMeeting.objects.get()
    assert (told.minutes, told.workers_approved_at, told.platform_approved_at) == ("", None, None)
