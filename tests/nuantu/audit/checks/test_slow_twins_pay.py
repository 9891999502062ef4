"""On random logs the checks on supplements, guarantees and floors of periods find what slow twins find."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_pay import Gang
from tests.oracles import pay_checks as slow

from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records

#: Every check stands beside its twin in the slow suite; the worked cases and planted lies stand in the fast one.
pytestmark = pytest.mark.slow

Row = dict[str, Any]
Twin = Callable[[list[Row], list[Row]], slow.Found]
HALF: dict[str, Any] = {"rounding": "half_up"}
FLOORS = {"5101": 2300, "5109": 2200}

#: Random logs; a month gives one line a person, so more logs are needed to meet every ground.
SEEDS = {"P03": (1, 2, 3, 4)}
#: Type, parameters, twin (of rows and pay lines), and the grounds that the random logs must have met.
PLAN: dict[str, tuple[str, dict[str, Any], Twin, set[str]]] = {
    "P10 accepted": (
        "night_supplement", {"begin": 22 * 3600, "end": 6 * 3600, "at": "accepted", "share": 200, "amount": 150,
                             **HALF},
        lambda r, p: slow.check_order_dues(r, p, "P10", "night", slow.price_nights(
            r, p, 22 * 3600, 6 * 3600, "accepted", 200, 150)), {"short", "wrong"}),
    "P10 delivered": (
        "night_supplement", {"begin": 0, "end": 6 * 3600, "at": "delivered", "share": 333, **HALF},
        lambda r, p: slow.check_order_dues(r, p, "P10", "night", slow.price_nights(
            r, p, 0, 6 * 3600, "delivered", 333, 0)), {"short", "wrong"}),
    "P09": (
        "holiday_premium", {"dates": frozenset(f"2026-06-{day:02d}" for day in range(5, 20)), "ratio": 1500,
                            "at": "delivered", **HALF},
        lambda r, p: slow.check_order_dues(r, p, "P09", "holiday", slow.price_holidays(
            r, p, {f"2026-06-{day:02d}" for day in range(5, 20)}, "delivered", 1500)), {"short", "wrong"}),
    "P09 unset": (
        "holiday_premium", {"dates": frozenset({"2026-06-05", "2026-06-13", "2026-06-20", "2026-06-21"}),
                            "at": "accepted", **HALF},
        lambda r, p: slow.compare_holidays(r, p, {"2026-06-05", "2026-06-13", "2026-06-20", "2026-06-21"}), {"low"}),
    "P24": (
        "shift_overrun", {"paid_time": 600, "rate": 12_305, **HALF},
        lambda r, p: slow.check_order_dues(r, p, "P24", "overrun", slow.price_overruns(r, 2051)), {"short", "wrong"}),
    "P23": (
        "equipment_allowance", {"amount": 250},
        lambda r, p: slow.check_order_dues(r, p, "P23", "equipment", {
            row["order_id"]: 250 for row in r if row["kind"] == "delivered"}), {"short", "wrong"}),
    "P06": (
        "difficulty_premium", {"weights": ((10_000, 100), (20_000, 300)), "floors": ((6, 200),)},
        lambda r, p: slow.check_difficulty(r, p, {10_000: 100, 20_000: 300}, {6: 200}), {"short", "wrong", "missing"}),
    "P17": (
        "seniority_bonus", {"amount": 100, "every": 365, "cap": 150, "base": "online", **HALF},
        lambda r, p: slow.check_hours(r, p, "P17", "seniority", slow.rate_tenure(r, 100, 365, 150)),
        {"short", "wrong", "missing"}),
    "P22": (
        "winter_supplement", {"amount": 501, "first_day": 610, "last_day": 601, "base": "online", **HALF},
        lambda r, p: slow.check_hours(r, p, "P22", "winter", lambda _, day: 0 if (6, 1) < (day.month, day.day) < (6, 10)
                                      else 501), {"short", "wrong"}),
    "P08 month": (
        "heat_allowance", {"monthly": 18_000, "full_attendance": 7, "first_day": 101, "last_day": 1231, **HALF},
        lambda r, p: slow.check_heat_months(r, p, 18_000, 7), {"short", "wrong"}),
    "P08 day": (
        "heat_allowance", {"daily": 1200, "first_day": 101, "last_day": 1231, **HALF},
        lambda r, p: slow.check_heat_days(r, p, 1200, 350), {"short", "wrong"}),
    "P03": (
        "monthly_guarantee", {"amount": 50_000, "months": 3, "attendance": 5},
        lambda r, p: slow.check_guarantees(r, p, 50_000, 3, 5), {"short", "wrong", "missing"}),
    "P04 weeks": (
        "engaged_time_distance_floor", {"form": "true_up", "wage": 1678, "share": 1200, "distance_rate": 36,
                                        "distance_unit": "mile", "period": "week", **HALF},
        lambda r, p: slow.check_true_ups(r, p, 1678, 1200, 36), {"short", "wrong", "missing"}),
    "P04 orders": (
        "engaged_time_distance_floor", {"form": "per_order", "minute_rate": 45, "distance_rate": 74,
                                        "offer_minimum": 1040, **HALF},
        lambda r, p: slow.check_offers(r, p, 45, 74, 1040), {"short", "wrong", "missing"}),
    "P02": (
        "aggregate_floor", {"rate": 1801, "period": "day", **HALF},
        lambda r, p: slow.check_pools(r, p, 1801), {"short", "wrong"}),
    "P01 order": (
        "hourly_floor", {"floor": FLOORS, "base": "engaged", "place": "order", **HALF},
        lambda r, p: slow.check_place_floors(r, p, FLOORS), {"short", "wrong", "missing"}),
    "P21 weekdays": (
        "weekday_distance_band", {"base": 500, "weekdays": {"fri": 450, "sun": 700}},
        lambda r, p: slow.check_order_dues(r, p, "P21", "base", slow.price_weekdays(r, 500, {4: 450, 6: 700})),
        {"short", "wrong"}),
}


def name_breach(row: Row) -> tuple[Any, ...]:
    """Ground, worker, order and what is due."""
    return (row["ground"], row["worker_id"], row["order_id"], row.get("due_minor"))


@pytest.mark.parametrize("name", list(PLAN))
def test_the_check_finds_what_its_twin_finds(name: str, tmp_path: Path) -> None:
    """Breach by breach, and what lacks evidence; every ground is met on these logs."""
    kind, params, twin, grounds = PLAN[name]
    clause = make_clause(kind, **params)
    piece = make_clause("weekday_distance_band", "piece", base=503)
    met: set[str] = set()
    for seed in SEEDS.get(name, (1, 2)):
        clauses = [clause] if kind == "weekday_distance_band" else [piece, clause]
        out, rows, ledger = Gang(seed, 12).settle(tmp_path / str(seed), clauses)
        records = open_records(out)
        query = CHECKS[kind](clause, Case(records, Spells(records), (clause,)))
        found = records.rows(query.breaches)
        found += [] if query.missing is None else [row for row in records.rows(query.missing) if row["worker_id"]]
        assert sorted(map(name_breach, found), key=str) == sorted(twin(rows, ledger), key=str)
        met |= {row["ground"] for row in found}
    assert met >= grounds


def test_every_type_of_this_part_has_a_twin() -> None:
    """No check stands without a slow reading beside it."""
    assert {kind for kind, _, _, _ in PLAN.values()} == {
        "aggregate_floor", "monthly_guarantee", "engaged_time_distance_floor", "difficulty_premium", "heat_allowance",
        "holiday_premium", "night_supplement", "seniority_bonus", "winter_supplement", "equipment_allowance",
        "shift_overrun", "hourly_floor", "weekday_distance_band"}
