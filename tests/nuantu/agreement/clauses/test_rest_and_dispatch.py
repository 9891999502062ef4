"""How cases of the further clauses of rest and dispatch are told."""

from __future__ import annotations

from typing import Any

import pytest

from nuantu.agreement.clauses import CLAUSE_TYPES

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("long_rest", {"engaged_s": 36000, "rest_s": 21600, "to_s": 1795143600},
     "上次长休后已接单10小时，须休息6小时，11:00前不再派单。",
     "After 10 h of work since the last long rest a rest of 6 h is due: nothing is sent before 11:00."),
    ("driving_time", {"span": "continuous", "driven_s": 14401, "limit_s": 14400},
     "连续驾驶4小时1秒，上限4小时。",
     "Driving time (without a break) 4 h 1 s, at most 4 h."),
    ("weekly_rest", {"worked_days": 25, "window_days": 28, "most_days": 24},
     "最近28天中工作25天，至多应为24天。",
     "25 of the last 28 days were worked, at most 24 may be."),
    ("self_rest_slot", {"from_s": 1795143600, "to_s": 1795145400},
     "本人选定11:00至11:30休息，其间不派单。",
     "The worker chose to rest from 11:00 to 11:30: nothing is sent meanwhile."),
    ("women_special", {"relief": "too_heavy"},
     "本人申请了特殊关怀，太重的订单不派给本人。",
     "The worker asked for special care: no orders that are too heavy."),
    ("pre_limit_voice", {"limit": "daily_stop", "before_s": 1800, "at_s": 1795143600},
     "距单日上限还有30分，11:00语音提醒。",
     "30 min before the daily stop a voice reminded at 11:00."),
    ("rest_place_link", {"station": "s-7", "distance_m": 800},
     "提醒时指引到s-7休息，距离800米。",
     "The reminder named s-7 as a place to rest, 800 m away."),
    ("eta_max_of", {"parts_s": {"model": 1800, "city": 2100, "by_distance": 1020}},
     "预计时间取最长：城市35分，模型30分，距离17分；承诺35分。",
     "The longest of the city 35 min, the model 30 min, distance 17 min is promised: 35 min."),
    ("eta_window", {"from_s": 1795143600, "to_s": 1795143900},
     "向顾客展示时间段11:00至11:05（5分），晚于11:05才算超时。",
     "The customer is shown 11:00 to 11:05 (5 min); only after 11:05 is it late."),
    ("red_light_exclusion", {"waited_s": 75, "added_s": 75},
     "等候信号灯1分15秒，承诺时间延长1分15秒。",
     "1 min 15 s of waiting at signals: the promise was extended by 1 min 15 s."),
    ("access_friction", {"compound": "c-12", "added_s": 300},
     "c-12进门难，该单承诺时间增加5分。",
     "c-12 is hard to enter: the promise of this order has 5 min more."),
    ("new_rider_protection", {"tenure_days": 3, "days": 30, "limit": "too_far"},
     "入职第3天（30天内为新手），太远的订单不派给本人。",
     "Day 3 in the work (new up to 30): no orders that are too far."),
    ("meal_ready_dispatch", {"push_s": 1795143600, "ready_s": 1795143900, "before_s": 300},
     "预计11:05出餐，11:00派单，不早于出餐前5分。",
     "Expected ready at 11:05 and sent at 11:00, no more than 5 min before."),
    ("proactive_reassign", {"asked_s": 1795143600, "wait_s": 60, "answer": "kept"},
     "11:00询问是否改派，有1分作答，结果：本人保留，不计责任。",
     "Asked at 11:00 whether to hand the order over, with 1 min to answer: kept, without fault."),
    ("offer_transparency", {"fields": ["pay", "destination"], "time_s": 45},
     "接单前展示了报酬、目的地，有45秒决定。",
     "Shown before accepting: pay, the destination, with 45 s to decide."),
    ("preference_constraints", {"most_m": 2000},
     "本人设定配送距离不超过2公里，更远的订单不派。",
     "The worker wants no deliveries beyond 2 km: none is sent."),
    ("weather_stop", {"level": "red", "most_m": None},
     "红色预警生效，暂停派单。",
     "An alert (red) is in force: nothing is sent."),
    ("weather_stop", {"level": "orange", "most_m": 3000},
     "橙色预警生效，只派3公里以内的订单。",
     "An alert (orange) is in force: only orders within 3 km are sent."),
    ("heat_exposure", {"celsius_tenths": 400, "worked_s": None},
     "气温40℃，停止派单。",
     "At 40 ℃ nothing is sent."),
    ("heat_exposure", {"celsius_tenths": 375, "worked_s": 21601},
     "气温37.5℃，当日工作6小时1秒。",
     "At 37.5 ℃ 6 h 1 s were worked that day."),
    ("safety_factors", {"factors": ["red_light", "night_riding"]},
     "公布的派单规则写明了安全因素：闯红灯、夜间骑行。",
     "The published rule of dispatch names these matters of safety: a red light run, riding at night."),
    ("vehicle_gate", {"push_s": 1795143600, "checked": ["helmet", "vehicle_check"]},
     "11:00当日首单前已通过检查：头盔、车辆。",
     "Checked before the first order of the day at 11:00: helmet, the vehicle."),
]


@pytest.mark.parametrize(("name", "case", "zh", "en"), CASES)
def test_a_case_is_one_sentence_in_both_languages(name: str, case: dict[str, Any], zh: str, en: str) -> None:
    """The sentence carries this case's own numbers, formatted, and reads nothing else."""
    kind = CLAUSE_TYPES[name]

    assert (kind.explain(case, "zh"), kind.explain(case, "en")) == (zh, en)
    assert set(kind.case) == set(case)
