"""Clauses of type eta_extension: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.eta_extension import ETA_EXTENSION

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"cause": "merchant", "delay_s": 400, "added_s": 400, "orders": 2},
     "因商家出餐慢耽误6分40秒，2单的承诺时间各延长6分40秒。",
     "Delay of 6 min 40 s (slow merchant): the promise of 2 orders was extended by 6 min 40 s."),
    ({"cause": "gate", "delay_s": 60, "added_s": 180, "orders": 1},
     "因小区门岗耽误1分，1单的承诺时间各延长3分。",
     "Delay of 1 min (compound gate): the promise of 1 order was extended by 3 min."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"causes": ["merchant", "gate"],
                               "added": {"merchant": "actual", "gate": "3 min"}, "grace": "2 min",
                               "cascade": True}

    assert read_params(tmp_path, "eta_extension", **written) == \
        {"causes": frozenset({"merchant", "gate"}), "added": {"merchant": "actual", "gate": 180}, "grace": 120,
         "cascade": True}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (ETA_EXTENSION.explain(case, "zh"), ETA_EXTENSION.explain(case, "en")) == (zh, en)
    assert set(ETA_EXTENSION.case) == set(case)
