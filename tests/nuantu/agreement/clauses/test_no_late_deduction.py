"""Clauses of type no_late_deduction: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.no_late_deduction import NO_LATE_DEDUCTION

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"late_s": 245, "taken_minor": 0, "currency": "CNY"},
     "超时4分5秒，未扣款。",
     "4 min 5 s late: nothing was taken."),
    ({"late_s": 245, "taken_minor": 300, "currency": "CNY"},
     "超时4分5秒，却扣款¥3.00。",
     "4 min 5 s late: ¥3.00 was taken nevertheless."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"reasons": ["late"]}

    assert read_params(tmp_path, "no_late_deduction", **written) == \
        {"reasons": frozenset({"late"})}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (NO_LATE_DEDUCTION.explain(case, "zh"), NO_LATE_DEDUCTION.explain(case, "en")) == (zh, en)
    assert set(NO_LATE_DEDUCTION.case) == set(case)
