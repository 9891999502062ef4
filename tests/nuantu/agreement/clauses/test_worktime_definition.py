"""Clauses of type worktime_definition: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.worktime_definition import WORKTIME_DEFINITION

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"accept_s": 28_800, "allowance_pm": 100, "worked_s": 31_680},
     "当日接单时间8小时（同时在手的订单不重复计），加计宽放10%，工时为8小时48分。",
     "Accept time 8 h (overlapping orders once) with an allowance of 10 % is a working time of 8 h 48 min."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"base": "engaged", "allowance_pm": "10 %", "exclude_rest": "30 min"}

    assert read_params(tmp_path, "worktime_definition", **written) == \
        {"base": "engaged", "allowance_pm": 100, "exclude_rest": 1800}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (WORKTIME_DEFINITION.explain(case, "zh"), WORKTIME_DEFINITION.explain(case, "en")) == (zh, en)
    assert set(WORKTIME_DEFINITION.case) == set(case)
