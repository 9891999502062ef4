"""Clauses of type injury_premium: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.injury_premium import INJURY_PREMIUM

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"orders": 30, "amount_minor": 7, "total_minor": 210, "currency": "CNY"},
     "完成30单，平台按每单¥0.07缴纳职业伤害保险费共¥2.10，不从报酬中扣。",
     "30 orders done: the platform owes the insurer ¥2.10 (¥0.07 each), not the rider."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"amount": "0.07 CNY/order"}

    assert read_params(tmp_path, "injury_premium", **written) == \
        {"amount": 7}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (INJURY_PREMIUM.explain(case, "zh"), INJURY_PREMIUM.explain(case, "en")) == (zh, en)
    assert set(INJURY_PREMIUM.case) == set(case)
