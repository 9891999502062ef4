"""Files of a meeting."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in


@pytest.mark.parametrize("name", ["roll.csv", "votes.csv"])
def test_for_the_people_of_the_talk_only(table: Table, name: str) -> None:
    meeting = hold_meeting(table)
    page = f"/bargaining/meetings/{meeting.pk}/{name}"
    online = meeting.seats.filter(kind="online").earliest("pk").account

    answer = sign_in(table.platform[2]).get(page)

    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    assert sign_in(online).get(page).status_code == 404
