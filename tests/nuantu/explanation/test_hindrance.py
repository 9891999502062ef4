"""What a clause forbade is told with the numbers of that moment, by clause type."""

from __future__ import annotations

from typing import Any

import pytest
from tests.nuantu.explanation.one_choice import CLAUSES, build_log, list_candidates, write_candidates
from tests.nuantu.out_builder import write_out

from nuantu.core.times import Lang
from nuantu.explanation.hindrance import TELLERS, say_hindrance
from nuantu.explanation.record import Candidate, Record, read_record

CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "full": ({"worker_id": "W4", "clause_id": "cap", "in_hand": 3}, "手上已有 3 单，这时最多 3 单",
             "already carries 3, the most now being 3"),
    "full in an alert": ({"worker_id": "W4", "clause_id": "cap", "in_hand": 2}, "天气预警时最多带 2 单，手上已有 2 单",
                         "may carry 2 in a weather alert and already carries 2"),
    "new and full": ({"worker_id": "W2", "clause_id": "cap", "in_hand": 1}, "新手第 9 天，手上已有 1 单，最多 1 单",
                     "on day 9 as a new rider, already carries 1 of at most 1"),
    "stopped": ({"worker_id": "W5", "clause_id": "stop"}, "今天已工作 12 小时，到了 12 小时的上限，不再派单",
                "has worked 12 h today and is past the stop at 12 h"),
    "near the stop": ({"worker_id": "W4", "clause_id": "stop"}, "再接就会在工作满 12 小时之后",
                      "would accept after working 12 h today"),
    "in a pause": ({"worker_id": "W3", "clause_id": "pause"}, "连续接单满 4 小时，12:10 到 12:30 不派单",
                   "worked 4 h without a break and is sent nothing from 12:10 to 12:30"),
    "before a pause": ({"worker_id": "W4", "clause_id": "pause"}, "连续接单满 4 小时，手上的单送完就停派 20 分",
                       "has worked 4 h without a break: a pause of 20 min comes next"),
    "unconfirmed": ({"worker_id": "W4", "clause_id": "confirm"}, "今天已满 8 小时，本人没有确认继续",
                    "has reached 8 h today and has not confirmed to go on"),
    "declined": ({"worker_id": "W5", "clause_id": "refuse"}, "12:02 拒了这一单，不再派给他",
                 "declined this order at 12:02 and is not asked again"),
    "declined, unlogged": ({"worker_id": "W4", "clause_id": "refuse"}, "拒过这一单，不再派给他",
                           "declined this order and is not asked again"),
    "a clause without own words": ({"worker_id": "W4", "clause_id": "floor"}, "报酬 P01 不允许",
                                    "Pay P01 does not allow it"),
    "an unknown clause": ({"worker_id": "W4", "clause_id": "ghost"}, "ghost 不允许", "ghost does not allow it"),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The day of the case, with a rider who reached the stop."""
    log = build_log()
    log.add("forced_offline", "12:05", worker_id="W5", worked_s=43_200, clause_id="stop")
    out = write_out(tmp_path_factory.mktemp("hindrance") / "out", log, CLAUSES)
    write_candidates(out, list_candidates(log))
    return read_record(out)


@pytest.mark.parametrize(("change", "zh", "en"), CASES.values(), ids=CASES.keys())
def test_each_hindrance_is_told_in_both_languages(record: Record, change: dict[str, Any], zh: str, en: str) -> None:
    """The phrase holds this worker's numbers, not the clause's alone."""
    row = Candidate(**{**record.candidates[1]._asdict(), **change})
    languages: tuple[Lang, Lang] = ("zh", "en")

    assert tuple(say_hindrance(record, row, lang) for lang in languages) == (zh, en)


def test_every_clause_type_with_own_words_exists() -> None:
    """A teller stands under the name of a real clause type."""
    from nuantu.agreement.clauses import CLAUSE_TYPES

    assert set(TELLERS) <= set(CLAUSE_TYPES)
