"""Clauses of type price_components: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.price_components import PRICE_COMPONENTS

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"shown": {"base": 500, "distance": 150}, "paid": {"base": 500, "distance": 150}, "currency": "CNY"},
     "接单前公示：基础配送费¥5.00、距离费¥1.50，合计¥6.50；结算与公示逐项一致。",
     "Shown before acceptance: base fee ¥5.00, distance fee ¥1.50, ¥6.50 in all; paid part by part as shown."),
    ({"shown": {"base": 500}, "paid": {"base": 499}, "currency": "CNY"},
     "接单前公示：基础配送费¥5.00，合计¥5.00；结算为¥4.99，与公示不符。",
     "Shown before acceptance: base fee ¥5.00, ¥5.00 in all; ¥4.99 was paid, which is not what was shown."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"components": ["base", "weather"]}

    assert read_params(tmp_path, "price_components", **written) == \
        {"components": frozenset({"base", "weather"})}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (PRICE_COMPONENTS.explain(case, "zh"), PRICE_COMPONENTS.explain(case, "en")) == (zh, en)
    assert set(PRICE_COMPONENTS.case) == set(case)
