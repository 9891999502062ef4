"""The part of a watched meeting's page, in the language of the moment."""

from __future__ import annotations

from django.utils import translation
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.watching import look_at_meeting
from nuantu_hub.bargaining.interfaces.watched_told import write_part


def test_in_both_languages(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    watched = look_at_meeting(meeting.sign)
    assert watched is not None

    told = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            told[language] = write_part(watched).decode()

    assert all(vote.question in one for one in told.values())
    assert "正在表决" in told["zh-hans"]
    assert "正在表决" not in told["en"]
