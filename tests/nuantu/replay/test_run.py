"""The rule set chooses the clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.replay.small_mdrp import write_instance

from nuantu.core.errors import InputError
from nuantu.dispatch.rules import Rules
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.run import replay


def test_a_day_runs_on_its_own_clock_and_progress_is_told(tmp_path: Path) -> None:
    """mdrp days come with a solution; shares rise to at most one."""
    day = read_mdrp(write_instance(tmp_path, 1, orders=20))
    told: list[float] = []

    result = replay(day, Rules(day.workers.num_rows, ()), "greedy", 1, progress=told.append)

    assert result.rules == "mdrp"
    assert result.solution is not None
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


def test_unknown_policies_and_parameters_are_refused_before_anything_runs(tmp_path: Path) -> None:
    """By name."""
    day = read_mdrp(write_instance(tmp_path, 1, orders=5))
    rules = Rules(day.workers.num_rows, ())

    with pytest.raises(InputError, match="no policy best"):
        replay(day, rules, "best", 1)
    with pytest.raises(InputError, match="no parameter speed"):
        replay(day, rules, "nuantu", 1, speed=3)
