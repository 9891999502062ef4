"""Clauses of type daily_stop: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.daily_stop import DAILY_STOP

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"worked_s": 41_400, "stop_after_s": 43_200},
     "工时11小时30分，单日上限12小时，还可接单30分。",
     "Working time 11 h 30 min of at most 12 h a day: 30 min left."),
    ({"worked_s": 43_200, "stop_after_s": 43_200},
     "工时12小时，单日上限12小时，已停止派单，在手订单可以送完。",
     "Working time 12 h of at most 12 h a day: nothing new is sent, orders in hand may be finished."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"stop_after": "12 h", "reset": "rolling_24h", "tolerance": "15 min"}

    assert read_params(tmp_path, "daily_stop", **written) == \
        {"stop_after": 43_200, "reset": "rolling_24h", "tolerance": 900}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (DAILY_STOP.explain(case, "zh"), DAILY_STOP.explain(case, "en")) == (zh, en)
    assert set(DAILY_STOP.case) == set(case)
