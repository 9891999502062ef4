"""Hours are told by settlement's own counting."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.explanation.full_day import build_full_day, write_full_day
from tests.nuantu.out_builder import write_out

from nuantu.core.times import Lang
from nuantu.explanation.duty import measure_duty
from nuantu.explanation.record import read_record
from nuantu.explanation.worker import gather_worker_facts


@pytest.mark.parametrize(("lang", "head"), [
    ("zh", "在线 2小时，接单 1小时1分，工时 1小时7分6秒。"),
    ("en", "Online 2 h, with orders 1 h 01 min, working time 1 h 07 min 6 s. "),
])
def test_hours_of_a_day(tmp_path: Path, lang: Lang, head: str) -> None:
    """Two orders at once count once; the allowance is the definition's, and its own sentence says how."""
    record = read_record(write_full_day(tmp_path))
    (day,) = measure_duty(gather_worker_facts(record), record.versions, "W1", lang)
    assert (day.online_s, day.engaged_s, day.worked_s, day.clause_id) == (7200, 3660, 4026, "hours")
    assert [end - begin for begin, end in day.spells] == [3660]
    case = {"accept_s": 3660, "allowance_pm": 100, "worked_s": 4026}
    assert day.sentence == head + record.clauses["hours"].type.explain(case, lang)
    assert measure_duty(gather_worker_facts(record), record.versions, "W2", lang) == ()


def test_without_a_definition_working_time_is_not_made_up(tmp_path: Path) -> None:
    """Where no clause says what working time is, no figure is given."""
    piece = {"id": "piece", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}}
    record = read_record(write_out(tmp_path / "out", build_full_day(), [piece]))
    (day,) = measure_duty(gather_worker_facts(record), record.versions, "W1", "en")
    assert (day.worked_s, day.clause_id) == (None, None)
    assert day.sentence == "Online 2 h, with orders 1 h 01 min; no clause says what working time is."
