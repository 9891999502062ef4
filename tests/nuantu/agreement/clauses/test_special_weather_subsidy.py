"""Clauses of type special_weather_subsidy: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.special_weather_subsidy import SPECIAL_WEATHER_SUBSIDY

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"at_s": 1795143600, "at": "accepted", "kind": "rain", "level": "orange", "amount_minor": 150, "currency": "CNY"},
     "接单时（11:00）当地暴雨橙色预警生效，该单补贴¥1.50。",
     "A rain alert (orange) was in force there when accepted (11:00): ¥1.50 for this order."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"amount": "1.50 CNY/order", "level": "yellow", "at": "accepted", "kinds": ["rain"]}

    assert read_params(tmp_path, "special_weather_subsidy", **written) == \
        {"amount": 150, "level": "yellow", "at": "accepted", "kinds": frozenset({"rain"})}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (SPECIAL_WEATHER_SUBSIDY.explain(case, "zh"), SPECIAL_WEATHER_SUBSIDY.explain(case, "en")) == (zh, en)
    assert set(SPECIAL_WEATHER_SUBSIDY.case) == set(case)
