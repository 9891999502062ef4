"""A worker's day explained as a whole, in both languages and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.explanation.changed_days import write_changed_days
from tests.nuantu.explanation.full_day import write_full_day

from nuantu.core.errors import InputError
from nuantu.explanation.record import read_record
from nuantu.explanation.worker import explain_worker, gather_worker_facts, tell_worker


def test_the_day_is_told_from_hours_to_lines(tmp_path: Path) -> None:
    """Hours first, then pay and floor, then rights with their clause, then every line with its sum."""
    explanation = explain_worker(write_full_day(tmp_path), "W1", "zh")
    told = explanation.sentences()
    assert told[0] == f"2026-11-20 {explanation.duty[0].sentence}"
    assert told[1:3] == ["2 单，报酬 ¥14.00，另补 ¥16.98，合计 ¥30.98。", f"报酬 P01 {explanation.floors[0].sentence}"]
    assert told[6] == f"11:00 休息 R02 {explanation.rights[3].sentence}"
    assert told[15] == f"关怀 C01 {explanation.rights[12].sentence}"
    topup = "1小时7分6秒 × ¥27.70/小时 = ¥30.98（四舍五入），减去已得 ¥14.00，付 ¥16.98"
    assert told[16:] == [
        "A1 基础配送费 1 单 × ¥4.00 = ¥4.00 报酬 P21 (piece)",
        "A1 特殊天气 1 单 × ¥3.00 = ¥3.00 报酬 P07 (rain)",
        "A1 另由平台付职业伤害保障 1 单 × ¥0.07 = ¥0.07 关怀 C01 (premium)",
        "A2 基础配送费 1 单 × ¥4.00 = ¥4.00 报酬 P21 (piece)",
        "A2 特殊天气 1 单 × ¥3.00 = ¥3.00 报酬 P07 (rain)",
        "A2 另由平台付职业伤害保障 1 单 × ¥0.07 = ¥0.07 关怀 C01 (premium)",
        f"2026-11-20 补到下限 {topup} 报酬 P01 (floor)"]


def test_pay_told_is_pay_settled(tmp_path: Path) -> None:
    """The lines told add up to the total; premiums are not the worker's."""
    explanation = explain_worker(write_full_day(tmp_path), "W1", "en")
    assert explanation.pay_minor == sum(line.amount_minor for line in explanation.pay if line.ours) == 3098
    assert explanation.pay_sentence == "2 orders paid ¥14.00, top-ups ¥16.98: ¥30.98 in all."
    value = json.loads(json.dumps(explanation.to_json()))
    assert (value["worker_id"], value["floors"][0]["topup_minor"]) == ("W1", 1698)
    assert len(value["rights"]) == 13


def test_a_worker_without_work_has_an_empty_day(tmp_path: Path) -> None:
    """Nothing is made up for somebody who only registered."""
    record = read_record(write_full_day(tmp_path))
    explanation = tell_worker(record, "W2", "en", gather_worker_facts(record))
    assert explanation.sentences() == ["0 orders paid ¥0.00."]


def test_a_stranger_is_refused(tmp_path: Path) -> None:
    """Whom the log does not know is not explained."""
    with pytest.raises(InputError, match="worker W9 does not stand in the log"):
        explain_worker(write_full_day(tmp_path), "W9", "zh")


def test_each_day_is_told_by_the_clauses_in_force_on_it(tmp_path: Path) -> None:
    """Working time, floor, stops, reminders and premiums, of clauses that change between two days of a log."""
    explanation = explain_worker(write_changed_days(tmp_path), "W1", "en")

    assert [(day.period, day.worked_s, day.clause_id) for day in explanation.duty] == [
        ("2026-11-20", 3960, "hours"), ("2026-11-21", 4320, "hours-new")]
    assert [(floor.clause_id, floor.period, floor.counted_s, floor.topup_minor, floor.decided)
            for floor in explanation.floors] == [
        ("floor", "2026-11-20", 3600, 1600, True), ("floor-new", "2026-11-21", 4320, 3200, True)]
    stops = {right.clause_id: right.sentence for right in explanation.rights if right.clause_id.startswith("stop")}
    assert list(stops) == ["stop", "stop-new"]
    assert "2 h" in stops["stop"]
    assert "1 h" in stops["stop-new"]
    assert [right.clause_id for right in explanation.rights if right.at_s is None] == ["premium", "premium-new"]
    assert [right.clause_id for right in explanation.rights].count("remind") == 1
    assert {line.clause_id: line.chip for line in explanation.pay}["premium-new"] == "Care C01 (premium-new)"
