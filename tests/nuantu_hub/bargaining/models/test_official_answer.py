"""Questions for an official answer."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import OfficialAnswer


def test_it_belongs_to_the_talk_and_shows_its_question(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    made = OfficialAnswer.objects.create(meeting=meeting, question="为什么", owner=table.seat_of(table.platform[0]),
                                         due_on=TALKING.date(), asked_at=TALKING, asked_by=table.recorder)

    assert (str(made), made.talk, made.unit, made.done_at) == ("为什么", table.talk, table.talk.unit, None)
