"""Cases of the clauses on deductions, commission, payouts, scores and measures, as they are told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses import CLAUSE_TYPES

CASES: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "deduction_whitelist": (
        {"taken_minor": 300, "reason": "damage", "cap_minor": 2000, "currency": "CNY"},
        "因损坏扣款¥3.00，每单最多可扣¥20.00。",
        "¥3.00 was taken for damage; at most ¥20.00 an order may be."),
    "commission_cap_order": (
        {"fare_minor": 10000, "commission_minor": 2900, "refund_minor": 200, "cap_pm": 270,
         "denominator": "before_coupons", "currency": "CNY"},
        "乘客车费（优惠前）¥100.00，抽成¥29.00，上限27%，随单返还¥2.00。",
        "Of a fare of ¥100.00 (before coupons) ¥29.00 was kept; the cap is 27 %: ¥2.00 comes back with the order."),
    "commission_cap_period": (
        {"orders": 50, "least_orders": 50, "fare_minor": 100000, "commission_minor": 26000, "refund_minor": 1000,
         "cap_pm": 250, "currency": "CNY"},
        "当月50单（满50单适用），车费¥1,000.00，抽成¥260.00，月均上限25%，返还¥10.00。",
        ("50 orders in the month (50 are enough), fares of ¥1,000.00, ¥260.00 kept; the monthly cap is 25 %: ¥10.00 "
         "comes back.")),
    "pay_timeliness": (
        {"cycle_days": 7, "after_days": 3, "within_days": 3, "paid_minor": 70000, "currency": "CNY"},
        "7天一个周期，期满后第3天发放¥700.00（应在3天内）。",
        "For a cycle of 7 days ¥700.00 was paid 3 days after its end (due within 3)."),
    "wait_or_rest_pay": (
        {"paid_s": 900, "cause": "wait", "amount_minor": 750, "currency": "CNY"},
        "等餐计费15分，补贴¥7.50。",
        "15 min of waiting is paid with ¥7.50."),
    "cancel_return_comp": (
        {"actor": "customer", "distance_m": 1500, "amount_minor": 450, "currency": "CNY"},
        "订单被顾客取消，已空驶1.5公里，补偿¥4.50。",
        "Cancelled by the customer after 1.5 km on the way: ¥4.50 in compensation."),
    "incentive_guardrail": (
        {"needs_s": 46_800, "allows_s": 43_200},
        "该档奖励需要工作13小时，休息规则最多允许12小时。",
        "The tier needs 13 h of work; the rules on rest allow 12 h."),
    "partner_pay_guarantee": (
        {"paid_minor": 70000, "late_days": 2, "advance_days": 3, "currency": "CNY"},
        "合作商迟发2天，平台应在3天内垫付¥700.00。",
        "The partner is 2 days late; the platform advances ¥700.00 within 3 days."),
    "no_penalty_offline": (
        {"act": "safety_refusal", "points": 2},
        "因安全拒单被扣2分，不应扣。",
        "For refusing for safety 2 points were taken, and must not be."),
    "score_rules": (
        {"late_s": 2400, "points": 2, "score": 68},
        "超时40分，扣2分，现为68分；分数不影响报酬。",
        "40 min late: 2 points off, 68 now stand; points are no money."),
    "fault_attribution": (
        {"points": 2, "verified": False, "cause": "weather"},
        "扣2分，未核实责任，订单有天气记录。",
        "2 points off, responsibility not verified; the order has weather on record."),
    "no_adverse_priority": (
        {"fields": ["distance", "refusal"], "banned": "refusal"},
        "派单考虑：距离费、拒单；其中拒单不得使用。",
        "Dispatch looks at distance fee, refusals: refusals must not be used."),
    "violation_ladder": (
        {"step": "warning", "violations": 2, "needed": 2, "days": 7},
        "7天内违规2次，采取警告（须满2次）。",
        "2 breaches in 7 days: a warning (from 2 on)."),
    "training_restores_points": (
        {"number": 1, "times": 2, "points": 2},
        "本月第1次通过学习（每月2次有效），恢复2分。",
        "Course 1 of the month (of 2 that count) passed: 2 points come back."),
    "safety_reward": (
        {"safe_m": 350_000, "points": 15, "amount_minor": 10000, "currency": "CNY"},
        "当月安全里程350公里，得15分，安全奖励¥100.00。",
        "350 km ridden safely in the month: 15 points, and ¥100.00 as a reward."),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_case_is_one_sentence_in_both_languages(name: str) -> None:
    """The sentence carries this case's own numbers, formatted."""
    case, zh, en = CASES[name]
    kind = CLAUSE_TYPES[name]
    assert (kind.explain(case, "zh"), kind.explain(case, "en")) == (zh, en)
    assert set(kind.case) == set(case)


@pytest.mark.parametrize(("name", "written", "canonical"), [
    ("score_rules", {"start": 70, "late": {"from 1 s": 1, "from 5 min 1 s": 2}, "most": 2, "rewards": ["priority"]},
     {"start": 70, "late": ((1, 1), (301, 2)), "most": 2, "rewards": frozenset({"priority"})}),
    ("incentive_guardrail", {"period": "day", "orders": {"from 30": "20 CNY"}, "pace": 4},
     {"period": "day", "orders": ((30, 2000),), "pace": 4}),
    ("violation_ladder", {"steps": {"reminder": 1, "pause": 3}, "window": "7 d"},
     {"steps": {"reminder": 1, "pause": 3}, "window": 7}),
    ("pay_timeliness", {"cycle": "1 week", "within": "3 d"}, {"cycle": 7, "within": 3}),
    ("commission_cap_order", {"cap": "27 %", "denominator": "before_coupons"},
     {"cap": 270, "denominator": "before_coupons"}),
])
def test_written_values_become_canonical(tmp_path: Path, name: str, written: dict[str, Any],
                                         canonical: dict[str, Any]) -> None:
    """What a negotiator writes is read in whole canonical units."""
    assert read_params(tmp_path, name, **written) == canonical
