"""Clauses of type hourly_floor: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.hourly_floor import HOURLY_FLOOR

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"counted_s": 14_400, "base": "worktime", "floor_minor": 2_770, "due_minor": 11_080, "included_minor": 10_000,
     "topup_minor": 1_080, "currency": "CNY"},
     "当日工时4小时，按每小时不低于¥27.70计应得¥110.80，已得¥100.00，差额¥10.80已补足。",
     "4 h of working time at no less than ¥27.70/h makes ¥110.80; ¥100.00 was earned: topped up by ¥10.80."),
    ({"counted_s": 3_600, "base": "online", "floor_minor": 1_500, "due_minor": 1_500, "included_minor": 2_000,
     "topup_minor": 0, "currency": "USD"},
     "当日在线时间1小时，按每小时不低于$15.00计应得$15.00，已得$20.00，已达下限，无须补足。",
     "1 h of online time at no less than $15.00/h makes $15.00; $20.00 was earned: no top-up was needed."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"floor": "27.70 CNY/h", "base": "worktime", "include": ["base", "distance"],
                               "rounding": "up"}

    assert read_params(tmp_path, "hourly_floor", **written) == \
        {"floor": 2_770, "base": "worktime", "include": frozenset({"base", "distance"}), "rounding": "up"}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (HOURLY_FLOOR.explain(case, "zh"), HOURLY_FLOOR.explain(case, "en")) == (zh, en)
    assert set(HOURLY_FLOOR.case) == set(case)
