"""A result carries what the replay made, and nothing can be changed in it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from nuantu.replay.events import CandidateLog, EventLog
from nuantu.replay.result import Result


def test_a_result_cannot_be_changed() -> None:
    """Frozen; no solution under open rules."""
    result = Result("open", EventLog().to_table(), CandidateLog().to_table(), 0.5, 1.0, 3)

    assert result.solution is None
    with pytest.raises(FrozenInstanceError):
        result.rounds = 4  # type: ignore[misc]
