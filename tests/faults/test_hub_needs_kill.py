"""Killed without a warning while thousands say something, the hub has every need that it acknowledged, each once.

``test_power_cut.py`` beside the hub's other faults looks for missing synchronisation, which a kill cannot show.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.need_load import find_lost, run_load


def test_two_kills_lose_no_need_and_double_none(tmp_path: Path) -> None:
    """Every token that was sent is one row, however often it was sent, and every code finds its need."""
    outcome = run_load(tmp_path / "hub", goal=240, kills=2, riders=3)

    assert (outcome.acknowledged, outcome.rows, outcome.lost, outcome.other) == (240, 240, 0, [])
    assert outcome.repeated > 0


@pytest.mark.slow
def test_a_lost_need_would_be_seen(tmp_path: Path) -> None:
    """The search itself finds what is not there, and a code that leads nowhere."""
    folder = tmp_path / "hub"
    run_load(folder, goal=8, kills=0, riders=1)

    assert find_lost(folder, {"11111111-1111-4111-8111-111111111111": ""}) == (8, 1)


@pytest.mark.slow
def test_twenty_kills_among_six_thousand_lose_none(tmp_path: Path) -> None:
    """A tenth of a busy day's load; the whole of it is measured by the benchmark."""
    outcome = run_load(tmp_path / "hub", goal=6_000, kills=20, riders=75)

    assert (outcome.acknowledged, outcome.rows, outcome.lost, outcome.other) == (6_000, 6_000, 0, [])
