"""Clauses of type fatigue_hard_gate: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.fatigue_hard_gate import FATIGUE_HARD_GATE

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"at_s": 1795143600, "rule": "daily_stop", "outcome": "rejected"},
     "11:00有人试图绕过“单日上限”派单，已被拒绝。",
     "At 11:00 someone tried to send an order past the daily stop; it was rejected."),
    ({"at_s": 1795143600, "rule": "continuous_pause", "outcome": "allowed"},
     "11:00有人试图绕过“连续接单暂停”派单，竟被放行。",
     "At 11:00 someone tried to send an order past the continuous-work pause; it was let through."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"scope": ["daily_stop", "continuous_pause"]}

    assert read_params(tmp_path, "fatigue_hard_gate", **written) == \
        {"scope": frozenset({"daily_stop", "continuous_pause"})}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (FATIGUE_HARD_GATE.explain(case, "zh"), FATIGUE_HARD_GATE.explain(case, "en")) == (zh, en)
    assert set(FATIGUE_HARD_GATE.case) == set(case)
