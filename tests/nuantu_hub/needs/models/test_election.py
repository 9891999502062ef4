"""When an election takes what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nuantu_hub.needs.models import Election

OPENS = datetime(2026, 11, 10, tzinfo=UTC)


def test_papers_end_with_the_polls_and_the_box_ten_minutes_after() -> None:
    one = Election(state="polling", opens_at=OPENS, closes_at=OPENS + timedelta(days=1))
    moments = [OPENS - timedelta(seconds=1), OPENS, one.closes_at, one.closes_at + timedelta(minutes=10)]

    assert [one.is_polling(moment) for moment in moments] == [False, True, False, False]
    assert [one.takes_ballots(moment) for moment in moments] == [False, True, True, False]
    assert not Election(state="closed", opens_at=OPENS, closes_at=one.closes_at).takes_ballots(OPENS)
