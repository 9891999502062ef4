"""A case of each clause on supplements, guarantees and floors of periods is one sentence, and its terms are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import read_params

from nuantu.agreement.clauses import CLAUSE_TYPES

CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "aggregate_floor": (
        {"counted_s": 3600, "pool_s": 10800, "rate_minor": 1800, "due_minor": 5400, "included_minor": 4000,
         "pool_short_minor": 1400, "share_minor": 467, "currency": "USD"},
        "全体在线3小时，按每小时$18.00应付$54.00，实付$40.00，差$14.00按时间分摊；本人1小时，分得$4.67。",
        ("3 h of all workers at $18.00/h makes $54.00; $40.00 was paid, $14.00 is shared out by time: 1 h of one "
         "worker give $4.67.")),
    "monthly_guarantee": (
        {"month_no": 3, "attended_days": 22, "amount_minor": 500_000, "included_minor": 432_150,
         "topup_minor": 67_850, "currency": "CNY"},
        "入职第3个整月，出勤22天，保底¥5,000.00，已得¥4,321.50，补¥678.50。",
        ("Whole month 3 of employment, 22 days attended: ¥5,000.00 is guaranteed, ¥4,321.50 was earned, ¥678.50 is "
         "added.")),
    "engaged_time_distance_floor": (
        {"counted_s": 14_400, "distance_m": 24_140, "time_minor": 8054, "distance_minor": 540, "offer_minor": 0,
         "due_minor": 8594, "included_minor": 6000, "topup_minor": 2594, "currency": "USD"},
        "接单时间4小时计$80.54，里程24.14公里计$5.40，应得$85.94，已得$60.00，补$25.94。",
        "4 h give $80.54 and 24.14 km give $5.40: $85.94; $60.00 was paid, $25.94 is added."),
    "difficulty_premium": (
        {"weight_g": 12_000, "floor": None, "weight_minor": 100, "floor_minor": 0, "currency": "CNY"},
        "重12公斤加¥1.00，送到?层加¥0.00。", "12 kg add ¥1.00, storey ? adds ¥0.00."),
    "heat_allowance": (
        {"days": 11, "full_days": 22, "rate_minor": 18_000, "amount_minor": 9000, "currency": "CNY"},
        "高温期间出勤11天，满22天¥180.00，高温津贴¥90.00。",
        "11 days worked in the heat at ¥180.00 for 22 days: ¥90.00."),
    "holiday_premium": (
        {"day": "2026-10-01", "ratio_pm": 2000, "normal_minor": 2500, "added_minor": 2500, "currency": "NOK"},
        "2026-10-01为节假日，平日计酬kr 25.00，按200%计，加kr 25.00。",
        "2026-10-01 is a holiday: kr 25.00 on a normal day, 200 % of it are paid, kr 25.00 more."),
    "night_supplement": (
        {"at_s": 1_795_363_200, "at": "delivered", "normal_minor": 1500, "added_minor": 300, "currency": "NOK"},
        "送达时（00:00）在夜间时段内，该单计酬kr 15.00，夜间补贴kr 3.00。",
        "In the night when delivered (00:00): kr 3.00 on top of kr 15.00."),
    "seniority_bonus": (
        {"tenure_days": 730, "rate_minor": 200, "counted_s": 10_800, "base": "online", "amount_minor": 600,
         "currency": "NOK"},
        "入职730天，每小时加kr 2.00，当日在线时间3小时，工龄补贴kr 6.00。",
        "730 days in the work add kr 2.00/h; 3 h of online time that day: kr 6.00."),
    "winter_supplement": (
        {"day": "2026-12-01", "rate_minor": 500, "counted_s": 9000, "base": "online", "amount_minor": 1250,
         "currency": "NOK"},
        "冬季2026-12-01，在线时间2小时30分，每小时加kr 5.00，冬季补贴kr 12.50。",
        "2 h 30 min of online time on 2026-12-01, in winter, at kr 5.00/h more: kr 12.50."),
    "equipment_allowance": (
        {"orders": 40, "amount_minor": 250, "total_minor": 10_000, "currency": "NOK"},
        "送达40单，每单装备补贴kr 2.50，共kr 100.00。", "40 delivered, kr 2.50 each for own equipment: kr 100.00."),
    "shift_overrun": (
        {"offline_s": 1_795_320_000, "deliver_s": 1_795_320_600, "paid_s": 600, "amount_minor": 2050,
         "currency": "NOK"},
        "12:00下班，最后一单12:10送达，加计10分，kr 20.50。",
        "Shift over at 12:00, last order delivered at 12:10: 10 min are paid, kr 20.50."),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_case_is_one_sentence_in_both_languages(name: str) -> None:
    """The sentence carries this case's own numbers, and reads just the keys that the type names."""
    kind, (case, zh, en) = CLAUSE_TYPES[name], CASES[name]
    assert (kind.explain(case, "zh"), kind.explain(case, "en")) == (zh, en)
    assert set(kind.case) == set(case)


@pytest.mark.parametrize(("name", "written", "read"), [
    ("winter_supplement", {"amount": "5.00 CNY/h", "first_day": "12-01", "last_day": "02-28", "base": "online",
                           "rounding": "half_up"},
     {"amount": 500, "first_day": 1201, "last_day": 228, "base": "online", "rounding": "half_up"}),
    ("night_supplement", {"begin": "22:00", "end": "24:00", "at": "accepted", "share": "20 %", "rounding": "up"},
     {"begin": 79_200, "end": 86_400, "at": "accepted", "share": 200, "rounding": "up"}),
    ("difficulty_premium", {"weights": {"from 10 kg": "1 CNY/order", "from 20 kg": "3 CNY/order"}},
     {"weights": ((10_000, 100), (20_000, 300))}),
    ("monthly_guarantee", {"amount": "5000 CNY/month", "months": "3 months", "attendance": "22 d"},
     {"amount": 500_000, "months": 3, "attendance": 22}),
    ("weekday_distance_band", {"base": "15 CNY/order", "weekdays": {"sat": "20 CNY/order", "sun": "25 CNY/order"}},
     {"base": 1500, "weekdays": {"sat": 2000, "sun": 2500}}),
    ("heat_allowance", {"daily": "12 CNY/day", "threshold": "35 ℃", "rounding": "half_up"},
     {"daily": 1200, "threshold": 350, "rounding": "half_up"}),
])
def test_written_values_become_canonical(tmp_path: Path, name: str, written: dict[str, Any],
                                         read: dict[str, Any]) -> None:
    """What a negotiator writes is read in whole canonical units."""
    assert read_params(tmp_path, name, **written) == read
