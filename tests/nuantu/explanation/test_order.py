"""One order explained in full, in both languages, from a log made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.explanation.one_choice import write_choice

from nuantu.core.errors import InputError
from nuantu.explanation.order import explain_order, tell_order
from nuantu.explanation.record import read_record


def test_an_order_is_told_in_chinese_with_every_number_of_its_case(tmp_path: Path) -> None:
    """Why this rider, when it came, why not the others, what happened and what it paid."""
    told = explain_order(write_choice(tmp_path), "A1", "zh")

    assert told.sentences() == [
        "能派的有 9 人，比下来最合适的 2 人里 A 最早送达：到店 6 分，等餐 1 分，送达 14 分。",
        "12:39 送达，比承诺的 12:47 早 8 分。",
        "B 离店 400 米，新手第 9 天，手上已有 1 单，最多 1 单。",
        "C 离店 400 米，连续接单满 4 小时，12:10 到 12:30 不派单。",
        "D 能派，但晚 4 分送达，并让手上的单共晚 2 分。",
        "12:01 下单，预计 12:20 出餐",
        "12:01 承诺 12:47 送达，骑行 3.2 公里，按 13 分算",
        "12:02 骑手 W5 拒单：太远",
        "12:17 骑手 W1 接单",
        "12:23 到店",
        "12:24 出餐，比预计晚 4 分",
        "12:24 取餐",
        "12:39 送达",
        "基础配送费 ¥4.00 (每单 ¥4.00)",
        "另由平台付职业伤害保障 ¥0.07 (每单 ¥0.07)",
    ]


def test_an_order_is_told_in_english_with_the_same_numbers(tmp_path: Path) -> None:
    """Both languages say the same."""
    told = explain_order(write_choice(tmp_path), "A1", "en")

    assert told.sentences()[:5] == [
        ("A delivers first of the 2 best weighed, of 9 who could take it: 6 min to the shop, 1 min wait, "
         "14 min to the door."),
        "Delivered 12:39, 8 min before the promised 12:47.",
        "B 400 m from the shop, on day 9 as a new rider, already carries 1 of at most 1.",
        "C 400 m from the shop, worked 4 h without a break and is sent nothing from 12:10 to 12:30.",
        "D could take it, 4 min later, and makes orders in hand 2 min later in all.",
    ]


def test_the_clauses_that_bound_it_come_from_decision_events_and_pay(tmp_path: Path) -> None:
    """First who was kept away, then what shaped the promise, then what was paid."""
    told = explain_order(write_choice(tmp_path), "A1", "zh")

    assert told.bound == ("cap", "pause", "speed", "piece", "premium")
    assert (told.pay_minor, told.pay_amount) == (400, "¥4.00")


def test_an_explanation_is_plain_json(tmp_path: Path) -> None:
    """What ``--json`` prints can be read back and holds the sentences."""
    told = tell_order(read_record(write_choice(tmp_path)), "A1", "en")

    assert json.loads(json.dumps(told.to_json()))["sentences"] == told.sentences()


def test_an_order_that_the_log_does_not_know_is_refused_by_name(tmp_path: Path) -> None:
    """A wrong number ends in one sentence."""
    with pytest.raises(InputError, match="order A9 does not stand in the log"):
        explain_order(write_choice(tmp_path), "A9", "zh")
