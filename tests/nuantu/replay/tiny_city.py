"""Tiny open days written by hand: a few merchants on a grid, orders and workers as a test wants them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from tests.nuantu.replay.small_day import make_table

from nuantu.core.times import local_midnight_s
from nuantu.dispatch.lowering import lower
from nuantu.dispatch.policies.registry import make_policy
from nuantu.dispatch.rules import Rules
from nuantu.replay.day import Day, DayInfo
from nuantu.replay.open import OpenClock
from nuantu.replay.workers import Workers

DATE = dt.date(2026, 11, 20)
BEGIN_S = local_midnight_s(DATE)
NOON_S = BEGIN_S + 12 * 3600
#: Four metres a second and no detour, so that a kilometre takes 250 seconds.
INFO = DayInfo(name="tiny", date=DATE, tz="Asia/Shanghai", currency="CNY", rules="open", source="made for a test",
               speed_m_per_h=14_400, detour_pm=1000, travel_unit_s=1, pickup_service_s=60, dropoff_service_s=90)
DISTRICTS = [{"district_id": name, "name_zh": name, "name_en": name, "place_code": "110105", "ring_m": [0.0] * 8}
             for name in ("d1", "d2")]
COMPOUNDS = [
    {"compound_id": "shut", "district_id": "d1", "name_zh": "甲", "name_en": "A", "gate_x_m": 0.0, "gate_y_m": 0.0,
     "gate_delay_s": 240, "has_pass": False},
    {"compound_id": "open", "district_id": "d1", "name_zh": "乙", "name_en": "B", "gate_x_m": 0.0, "gate_y_m": 0.0,
     "gate_delay_s": 240, "has_pass": True},
]


def order(number: int, *, at: int = 0, ready: int = 600, estimate: int | None = None, merchant: int = 0,
          to: tuple[float, float] = (1000.0, 0.0), district: str = "d1", compound: str | None = None,
          floor: int | None = None) -> dict[str, Any]:
    """An order placed ``at`` seconds after noon, ready ``ready`` seconds after that."""
    return {"order_id": f"A{number}", "merchant_id": f"m{merchant}", "x_m": to[0], "y_m": to[1],
            "placed_s": NOON_S + at, "ready_s": NOON_S + at + ready, "floor": floor, "district_id": district,
            "ready_estimate_s": NOON_S + at + (ready if estimate is None else estimate), "compound_id": compound}


def worker(number: int, *, worker_class: str = "crowd", tenure: int = 400) -> dict[str, Any]:
    """A worker of Beijing."""
    return {"worker_id": f"W{number}", "worker_class": worker_class, "vehicle": "ebike", "tenure_days": tenure,
            "place_code": "110105"}


def shift(number: int, who: int, *, on: int = -3600, off: int = 4 * 3600,
          at: tuple[float, float] = (0.0, 0.0)) -> dict[str, Any]:
    """A shift in seconds around noon."""
    return {"shift_id": f"s{number}", "worker_id": f"W{who}", "on_s": NOON_S + on, "off_s": NOON_S + off, "x_m": at[0],
            "y_m": at[1]}


def alert(number: int, begin: int, end: int, *, level: str = "orange", district: str | None = None,
          supersedes: str | None = None) -> dict[str, Any]:
    """An alert issued when it begins, in seconds around noon."""
    return {"alert_id": f"w{number}", "kind": "rain", "level": level, "issued_by": "气象台",
            "issued_s": NOON_S + begin, "from_s": NOON_S + begin, "to_s": NOON_S + end, "district_id": district,
            "supersedes": supersedes}


def make_city(orders: list[dict[str, Any]], workers: list[dict[str, Any]], shifts: list[dict[str, Any]],
              alerts: list[dict[str, Any]] | None = None) -> Day:
    """A day with three merchants a kilometre apart."""
    merchants = [{"merchant_id": f"m{n}", "x_m": 1000.0 * n, "y_m": 0.0, "district_id": "d1"} for n in range(3)]
    return Day(INFO, orders=make_table("orders", orders), merchants=make_table("merchants", merchants),
               workers=make_table("workers", workers), shifts=make_table("shifts", shifts),
               districts=make_table("districts", DISTRICTS), compounds=make_table("compounds", COMPOUNDS),
               alerts=make_table("alerts", alerts or []))


def make_clock(day: Day, clauses: Any = (), policy: str = "greedy", seed: int = 1, quote: Any = None) -> OpenClock:
    """A clock of the open rule set over a day under clauses."""
    rules: Rules = lower(clauses, day.workers, day.info.tz, day.info.date)
    return OpenClock(day, rules, make_policy(policy, seed), Workers(seed), quote, 30)


def play(day: Day, clauses: Any = (), policy: str = "greedy", seed: int = 1, quote: Any = None) -> list[dict[str, Any]]:
    """The events of a whole replay, as rows."""
    clock = make_clock(day, clauses, policy, seed, quote)
    clock.run(None)
    rows: list[dict[str, Any]] = clock.scene.log.to_table().to_pylist()
    return rows


@st.composite
def cities(draw: st.DrawFn) -> Day:
    """Random small days: up to fourteen orders, up to four workers with one or two shifts, perhaps an alert."""
    count, people = draw(st.integers(1, 14)), draw(st.integers(1, 4))
    orders = [order(n, at=draw(st.integers(0, 5400)), ready=(ready := draw(st.integers(0, 1500))),
                    estimate=max(0, ready + draw(st.integers(-600, 300))), merchant=draw(st.integers(0, 2)),
                    to=(draw(st.integers(-20, 20)) * 100.0, draw(st.integers(-20, 20)) * 100.0),
                    district=draw(st.sampled_from(["d1", "d2"])), floor=draw(st.none() | st.integers(1, 30)),
                    compound=draw(st.sampled_from([None, "shut", "open"]))) for n in range(count)]
    workers = [worker(n, worker_class=draw(st.sampled_from(["crowd", "dedicated"])), tenure=draw(st.integers(0, 60)))
               for n in range(people)]
    shifts = []
    for n in range(people):
        on = draw(st.integers(-7200, 3600))
        off = on + draw(st.integers(600, 5 * 3600))
        place = (draw(st.integers(-20, 20)) * 100.0, draw(st.integers(-20, 20)) * 100.0)
        shifts.append(shift(len(shifts), n, on=on, off=off, at=place))
        if draw(st.booleans()):
            later = off + draw(st.integers(0, 1800))
            shifts.append(shift(len(shifts), n, on=later, off=later + 3600, at=place))
    alerts = [alert(0, begin := draw(st.integers(-600, 3600)), begin + 3600, district=draw(
        st.sampled_from([None, "d1"])))] if draw(st.booleans()) else []
    return make_city(orders, workers, shifts, alerts)
