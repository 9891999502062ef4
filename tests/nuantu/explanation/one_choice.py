"""One order with a decision among four riders, each passed over for another reason, as a finished OUT folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.out_builder import write_out

from nuantu.core.tables import CANDIDATES

CLAUSES: list[dict[str, Any]] = [
    {"id": "hours", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "10 %"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}},
    {"id": "pause", "type": "continuous_pause", "params": {"after": "4 h", "pause": "20 min", "gap": "20 min"}},
    {"id": "confirm", "type": "soft_cap_confirm", "params": {"after": "8 h"}},
    {"id": "cap", "type": "concurrency_cap",
     "params": {"cap": "3", "cap_new": "1", "new_days": "30", "cap_alert": "2", "alert_level": "yellow"}},
    {"id": "speed", "type": "eta_speed_basis", "params": {"speed": "15 km/h"}},
    {"id": "refuse", "type": "refusal_right", "params": {"free": "1", "reasons_always_free": ["safety"]}},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}},
    {"id": "premium", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}},
    {"id": "floor", "type": "hourly_floor",
     "params": {"floor": "27.70 CNY/h", "base": "worktime", "rounding": "half_up"}},
]

AT = "12:17:40"


def build_log() -> LogBuilder:
    """A1 is placed, declined once, taken by W1 and delivered eight minutes early; A2 goes to W4 in the same round."""
    log = LogBuilder("2026-11-20")
    for worker, tenure in (("W1", 400), ("W2", 9), ("W3", 400), ("W4", 400), ("W5", 400)):
        log.register(worker, tenure_days=tenure)
        log.online(worker, "10:00")
        log.offline(worker, "14:00")
    log.create("A1", "12:01", distance_m=3200, ready="12:20")
    log.add("eta_quoted", "12:01", order_id="A1", promised_s=log.at("12:47"), riding_s=768, clause_id="speed")
    log.add("declined", "12:02", worker_id="W5", order_id="A1", reason="far")
    log.add("push_paused", "12:10", worker_id="W3", worked_s=14_580, from_s=log.at("12:10"), to_s=log.at("12:30"),
            clause_id="pause")
    log.add("pushed", AT, worker_id="W1", order_id="A1", decision_id=1, x_m=100.0, y_m=50.0)
    log.accept("W1", "A1", AT)
    log.add("merchant_arrived", "12:23:40", worker_id="W1", order_id="A1", x_m=0.0, y_m=0.0)
    log.add("merchant_ready", "12:24", order_id="A1")
    log.pick_up("W1", "A1", "12:24:40")
    log.deliver("W1", "A1", "12:39")
    return log


def list_candidates(log: LogBuilder) -> list[dict[str, Any]]:
    """W1 is chosen; W2 is new and full, W3 pauses, W4 is later and delays another order."""
    at = log.at(AT)
    shared = {"decision_id": 1, "at_s": at, "order_id": "A1", "considered": 12, "allowed": 9}

    def row(rank: int, worker: str, status: str, clause: str | None, legs: Sequence[int],
            **more: int) -> dict[str, Any]:
        reach, wait, ride = legs
        return {**shared, "rank": rank, "worker_id": worker, "status": status, "clause_id": clause,
                "distance_m": 400, "arrive_s": at + reach, "pickup_s": at + reach + wait,
                "deliver_s": at + reach + wait + ride, "others_delay_s": 0, "in_hand": 0, **more}

    return [row(0, "W1", "chosen", None, (360, 60, 840)),
            row(1, "W2", "blocked", "cap", (60, 300, 840), in_hand=1),
            row(2, "W3", "blocked", "pause", (120, 240, 840)),
            row(3, "W4", "feasible", None, (570, 66, 840), others_delay_s=120, in_hand=1)]


def write_candidates(out: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Replace the candidates of an OUT folder."""
    CANDIDATES.write(pa.Table.from_pylist(list(rows), schema=CANDIDATES.to_arrow()), out / "log" / "candidates.parquet")


def write_choice(folder: Path) -> Path:
    """The OUT folder of the case."""
    log = build_log()
    out = write_out(folder / "out", log, CLAUSES)
    write_candidates(out, list_candidates(log))
    return out
