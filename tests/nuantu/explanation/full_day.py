"""One worker's eventful day, every kind of right in it, as a finished OUT folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.out_builder import write_out

CLAUSES: list[dict[str, Any]] = [
    {"id": "hours", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "10 %"}},
    {"id": "remind", "type": "fatigue_reminder", "params": {"first": "1 h", "every": "30 min"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "2 h", "reset": "calendar_day"}},
    {"id": "pause", "type": "continuous_pause", "params": {"after": "1 h", "pause": "20 min", "gap": "20 min"}},
    {"id": "confirm", "type": "soft_cap_confirm", "params": {"after": "90 min", "extra": "30 min"}},
    {"id": "extend", "type": "eta_extension",
     "params": {"causes": ["merchant", "weather"], "added": {"merchant": "actual", "weather": "5 min"},
                "cascade": "yes"}},
    {"id": "refuse", "type": "refusal_right", "params": {"free": "1", "reasons_always_free": ["safety"]}},
    {"id": "gate", "type": "fatigue_hard_gate", "params": {"scope": ["daily_stop", "continuous_pause"]}},
    {"id": "late", "type": "no_late_deduction", "params": {}},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}},
    {"id": "rain", "type": "special_weather_subsidy",
     "params": {"amount": "3.00 CNY/order", "level": "yellow", "at": "accepted"}},
    {"id": "premium", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}},
    {"id": "floor", "type": "hourly_floor",
     "params": {"floor": "27.70 CNY/h", "base": "worktime", "rounding": "half_up"}},
]


def build_full_day() -> LogBuilder:
    """Two hours of work with everything that can happen in them."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.register("W2")
    log.online("W1", "10:00")
    log.alert("yellow", "10:00", "11:00", kind="rain")
    for order in ("A1", "A2"):
        log.create(order, "10:00", ready="10:20")
        log.add("eta_quoted", "10:00", order_id=order, promised_s=log.at("10:50"))
        log.accept("W1", order, "10:05")
        log.add("merchant_arrived", "10:18", worker_id="W1", order_id=order)
    log.add("merchant_ready", "10:32", order_id="A1")
    picked = log.pick_up("W1", "A1", "10:32")
    for order in ("A1", "A2"):
        log.add("eta_extended", "10:32", ref=picked, worker_id="W1", order_id=order, reason="merchant", added_s=720,
                promised_s=log.at("11:02"), clause_id="extend")
    log.deliver("W1", "A1", "10:55")
    log.add("reminder_shown", "11:00", worker_id="W1", worked_s=3602, clause_id="remind")
    log.deliver("W1", "A2", "11:06")
    log.add("push_paused", "11:06", worker_id="W1", worked_s=3660, from_s=log.at("11:06"), to_s=log.at("11:26"),
            clause_id="pause")
    log.add("override_attempted", "11:10", worker_id="W1", order_id="A3", outcome="rejected", clause_id="pause")
    log.add("declined", "11:30", worker_id="W1", order_id="A3", reason="far")
    log.add("declined", "11:31", worker_id="W1", order_id="A4", reason="safety")
    refused = log.add("declined", "11:32", worker_id="W1", order_id="A5", reason="far")
    log.add("score_change", "11:33", ref=refused, worker_id="W1", score_delta=-2)
    log.add("continue_confirmed", "11:35", worker_id="W1", worked_s=5400, clause_id="confirm")
    log.add("forced_offline", "11:58", worker_id="W1", worked_s=7200, clause_id="stop")
    log.offline("W1", "12:00", "forced")
    return log


def write_full_day(folder: Path) -> Path:
    """The OUT folder of the day."""
    return write_out(folder / "out", build_full_day(), CLAUSES)
