"""Killed without a warning while representatives cast, the hub has every vote that it acknowledged, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.vote_load import find_lost_votes, run_votes


@pytest.mark.slow
def test_twenty_kills_among_225_votes_lose_none_and_double_none(tmp_path: Path) -> None:
    """25 venues; the result that was closed is what was sent; a vote that is not there would be seen. Those who watch
    have within ten seconds what they missed, after every kill and after the closing."""
    folder = tmp_path / "hub"
    outcome = run_votes(folder, voters=225, kills=20, watchers=40)

    assert (outcome.acknowledged, outcome.lost, outcome.doubled, outcome.other) == (225, 0, 0, [])
    assert outcome.closed == outcome.sent
    assert outcome.repeated > 0
    assert (len(outcome.caught_up_s), outcome.watched["opened"]) == (21, 40 * 21)
    assert max(outcome.caught_up_s) <= 10
    assert find_lost_votes(folder, 1, {"1": ("yes", "11111111111141118111111111111111")})[0] == 1
