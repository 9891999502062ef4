"""Two days of one worker between which clauses change, as a finished OUT folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.out_builder import write_out

OLD = {"effective": {"from": "2026-01-01", "to": "2026-11-20"}}
NEW = {"effective": {"from": "2026-11-21"}}
CLAUSES: list[dict[str, Any]] = [
    {"id": "hours", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "10 %"}, **OLD},
    {"id": "hours-new", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "20 %"}, **NEW},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "2 h", "reset": "calendar_day"}, **OLD},
    {"id": "stop-new", "type": "daily_stop", "params": {"stop_after": "1 h", "reset": "calendar_day"}, **NEW},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}},
    {"id": "premium", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}, **OLD},
    {"id": "premium-new", "type": "injury_premium", "params": {"amount": "0.05 CNY/order"}, **NEW},
    {"id": "floor", "type": "hourly_floor",
     "params": {"floor": "20.00 CNY/h", "base": "engaged", "rounding": "half_up"}, **OLD},
    {"id": "floor-new", "type": "hourly_floor",
     "params": {"floor": "30.00 CNY/h", "base": "worktime", "rounding": "half_up"}, **NEW},
    {"id": "remind", "type": "fatigue_reminder", "params": {"first": "30 min", "every": "15 min"}, **NEW},
]


def build_days() -> LogBuilder:
    """An hour with one order on either day; each day ends in a stop, the second has a reminder."""
    log = LogBuilder("2026-11-20")
    log.register("W1")
    for number, (day, stop) in enumerate((("2026-11-20", "stop"), ("2026-11-21", "stop-new")), start=1):
        log.online("W1", f"{day} 10:00")
        log.order(f"A{number}", created=f"{day} 09:58", worker="W1", accepted=f"{day} 10:00", delivered=f"{day} 11:00")
        log.add("forced_offline", f"{day} 11:10", worker_id="W1", worked_s=3600 * number, clause_id=stop)
        log.offline("W1", f"{day} 11:10", reason="daily_stop")
    log.add("reminder_shown", "2026-11-21 10:31", worker_id="W1", worked_s=1860)
    return log


def write_changed_days(folder: Path) -> Path:
    """The OUT folder of the two days."""
    return write_out(folder / "out", build_days(), CLAUSES)
