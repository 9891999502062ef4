"""Clauses of type weekday_distance_band: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clause import FAR_M
from nuantu.agreement.clauses.weekday_distance_band import WEEKDAY_DISTANCE_BAND

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"base_minor": 500, "band_minor": 150, "distance_m": 2_345, "currency": "CNY"},
     "基础配送费¥5.00，距离2.345公里加¥1.50，合计¥6.50。",
     "Base fee ¥5.00, and ¥1.50 for 2.345 km: ¥6.50."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"base": "5.00 CNY/order",
                               "bands": {"up to 1 km": "0.00 CNY/order", "farther": "1.50 CNY/order"}}

    assert read_params(tmp_path, "weekday_distance_band", **written) == \
        {"base": 500, "bands": ((1_000, 0), (FAR_M, 150))}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (WEEKDAY_DISTANCE_BAND.explain(case, "zh"), WEEKDAY_DISTANCE_BAND.explain(case, "en")) == (zh, en)
    assert set(WEEKDAY_DISTANCE_BAND.case) == set(case)
