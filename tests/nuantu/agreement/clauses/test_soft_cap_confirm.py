"""Clauses of type soft_cap_confirm: how they are written and how a case of one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses.soft_cap_confirm import SOFT_CAP_CONFIRM

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"after_s": 28_800, "confirmed_at_s": 1795143600, "extra_s": 7_200},
     "工时满8小时后须本人确认才继续派单，本人已在11:00确认，至多再工作2小时。",
     "From 8 h of working time orders come only if the worker says so; confirmed at 11:00, for at most 2 h more."),
    ({"after_s": 28_800, "confirmed_at_s": 1795143600, "extra_s": None},
     "工时满8小时后须本人确认才继续派单，本人已在11:00确认。",
     "From 8 h of working time orders come only if the worker says so; confirmed at 11:00."),
    ({"after_s": 28_800, "confirmed_at_s": None, "extra_s": None},
     "工时满8小时后须本人确认才继续派单，本人没有确认，不再派单。",
     "From 8 h of working time orders come only if the worker says so; the worker did not, so none came."),
]


def test_written_values_become_canonical(tmp_path: Path) -> None:
    """What a negotiator writes is read in whole canonical units."""
    written: dict[str, Any] = {"after": "8 h", "extra": "2 h"}

    assert read_params(tmp_path, "soft_cap_confirm", **written) == \
        {"after": 28_800, "extra": 7_200}


@pytest.mark.parametrize(("case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    assert (SOFT_CAP_CONFIRM.explain(case, "zh"), SOFT_CAP_CONFIRM.explain(case, "en")) == (zh, en)
    assert set(SOFT_CAP_CONFIRM.case) == set(case)
