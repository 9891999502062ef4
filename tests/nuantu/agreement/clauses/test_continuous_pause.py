"""Clauses of type continuous_pause: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.continuous_pause import CONTINUOUS_PAUSE

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"continuous_s": 14_430, "from_s": 1795143600, "to_s": 1795144800},
     "连续接单4小时30秒，在手订单送完后，11:00至11:20暂停推单休息。",
     "After 4 h 30 s of unbroken work, orders in hand once done, nothing was pushed from 11:00 to 11:20."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"after": "4 h", "pause": "20 min", "gap": "20 min"}

    assert read_params(tmp_path, "continuous_pause", **written) == \
        {"after": 14_400, "pause": 1_200, "gap": 1_200}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (CONTINUOUS_PAUSE.explain(case, "zh"), CONTINUOUS_PAUSE.explain(case, "en")) == (zh, en)
    assert set(CONTINUOUS_PAUSE.case) == set(case)
