"""Clauses of type concurrency_cap: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.concurrency_cap import CONCURRENCY_CAP

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"in_hand": 3, "cap": 5},
     "在手3单，上限5单，还可再接2单。",
     "3 in hand of at most 5: 2 more may be accepted."),
    ({"in_hand": 5, "cap": 5},
     "在手5单，上限5单，不能再接。",
     "5 in hand of at most 5: no more may be accepted."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"cap": 5, "cap_new": 3, "new_days": 30, "cap_alert": 3, "alert_level": "orange"}

    assert read_params(tmp_path, "concurrency_cap", **written) == \
        {"cap": 5, "cap_new": 3, "new_days": 30, "cap_alert": 3, "alert_level": "orange"}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (CONCURRENCY_CAP.explain(case, "zh"), CONCURRENCY_CAP.explain(case, "en")) == (zh, en)
    assert set(CONCURRENCY_CAP.case) == set(case)
