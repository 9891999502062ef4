"""Clauses of type fatigue_reminder: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.fatigue_reminder import FATIGUE_REMINDER

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"due_worked_s": 28_800, "late_s": 12},
     "工时满8小时应提醒休息，提醒在12秒后发出。",
     "At 8 h of working time a reminder to rest was due; it was shown 12 s later."),
    ({"due_worked_s": 32_400, "late_s": None},
     "工时满9小时应提醒休息，没有提醒。",
     "At 9 h of working time a reminder to rest was due; none was shown."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"first": "8 h", "every": "1 h", "tolerance": "90 s"}

    assert read_params(tmp_path, "fatigue_reminder", **written) == \
        {"first": 28_800, "every": 3_600, "tolerance": 90}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (FATIGUE_REMINDER.explain(case, "zh"), FATIGUE_REMINDER.explain(case, "en")) == (zh, en)
    assert set(FATIGUE_REMINDER.case) == set(case)
