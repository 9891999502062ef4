"""Clauses of type eta_speed_basis: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.eta_speed_basis import ETA_SPEED_BASIS

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"distance_m": 3_000, "speed_m_per_h": 15_000, "riding_s": 750, "least_s": 720},
     "3公里按不高于15公里/小时计，骑行时间至少12分，承诺时间中给了12分30秒。",
     "3 km at no more than 15 km/h takes at least 12 min; the promise allows 12 min 30 s of riding."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"speed": "15 km/h"}

    assert read_params(tmp_path, "eta_speed_basis", **written) == \
        {"speed": 15_000}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (ETA_SPEED_BASIS.explain(case, "zh"), ETA_SPEED_BASIS.explain(case, "en")) == (zh, en)
    assert set(ETA_SPEED_BASIS.case) == set(case)
