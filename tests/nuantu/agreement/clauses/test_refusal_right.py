"""Clauses of type refusal_right: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.refusal_right import REFUSAL_RIGHT

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"reason": "far", "number": 2, "free": 3, "always_free": False},
     "当日第2次拒单（太远），在每日3次免责之内，不影响积分。",
     "Refusal 2 of the day (too far): within the 3 free ones a day, it costs no score."),
    ({"reason": "far", "number": 4, "free": 3, "always_free": False},
     "当日第4次拒单（太远），已超过每日3次免责。",
     "Refusal 4 of the day (too far): beyond the 3 free ones a day."),
    ({"reason": "safety", "number": 9, "free": 3, "always_free": True},
     "当日第9次拒单（安全），该原因不计次数，不影响积分。",
     "Refusal 9 of the day (safety): this reason is always free and costs no score."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"free": 3, "reasons_always_free": ["safety", "weather"]}

    assert read_params(tmp_path, "refusal_right", **written) == \
        {"free": 3, "reasons_always_free": frozenset({"safety", "weather"})}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (REFUSAL_RIGHT.explain(case, "zh"), REFUSAL_RIGHT.explain(case, "en")) == (zh, en)
    assert set(REFUSAL_RIGHT.case) == set(case)
