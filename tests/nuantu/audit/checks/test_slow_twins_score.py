"""On random logs the checks on deductions, commission, payouts, scores and measures find what slow twins find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.random_score import Crowd
from tests.oracles import score_checks as slow

from nuantu.agreement.clause import Selector
from nuantu.audit.checks import CHECKS
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import Records, open_records

#: Every check stands beside its twin in the slow suite; the worked cases and planted lies stand in the fast one.
pytestmark = pytest.mark.slow

HOUR_S = 3600
TIERS = ((1, 1), (301, 2))
STEPS = {"reminder": 1, "warning": 2, "pause": 3, "training": 4}


@dataclass(frozen=True)
class Town:
    """The records, opened for audit, and their rows."""

    records: Records
    rows: list[dict[str, Any]]
    ledger: list[dict[str, Any]]

    @property
    def partners(self) -> set[str]:
        """Workers of partner companies."""
        return {row["worker_id"] for row in slow.of_kind(self.rows, "registered") if row["worker_class"] == "dedicated"}


#: Type, parameters, twin, and the grounds that the random log must have met.
PLAN: dict[str, tuple[dict[str, Any], Callable[[Town], slow.Found], set[str]]] = {
    "deduction_whitelist": (
        {"reasons": frozenset({"damage"}), "per_order": 300, "per_month": 500},
        lambda t: slow.check_deductions(t.rows, t.ledger, {"damage"}, 300, 500),
        {"unlisted", "booked", "order", "month", "missing"}),
    "commission_cap_order": (
        {"cap": 270, "denominator": "after_coupons"},
        lambda t: slow.check_order_caps(t.rows, t.ledger, 270, after=True), {"short", "wrong", "missing"}),
    "commission_cap_period": (
        {"cap": 250, "least_orders": 2, "denominator": "before_coupons"},
        lambda t: slow.check_month_caps(t.rows, t.ledger, 250, 2), {"short", "missing"}),
    "pay_timeliness": (
        {"cycle": 7, "within": 3}, lambda t: slow.check_payouts(t.rows, t.ledger, 7, 3),
        {"long", "late", "fee", "short", "unpaid", "missing"}),
    "partner_pay_guarantee": (
        {"due": 3, "advance": 2, "selector": Selector(worker_class=frozenset({"dedicated"}))},
        lambda t: slow.check_guarantees(t.rows, t.ledger, t.partners, 3, 2), {"late", "unpaid"}),
    "wait_or_rest_pay": (
        {"wait_rate": 50, "after": 300, "rest_rate": 30},
        lambda t: slow.check_waits(t.rows, t.ledger, 50, 300, 30), {"short", "wrong"}),
    "cancel_return_comp": (
        {"amount": 300, "per_km": 100, "by": frozenset({"customer"})},
        lambda t: slow.check_cancellations(t.rows, t.ledger, 300, 100, {"customer"}), {"short", "wrong", "missing"}),
    "incentive_guardrail": (
        {"period": "day", "hours": ((HOUR_S, 100),)}, lambda t: slow.check_bonuses(t.rows, 1800), {"past", "beyond"}),
    "no_penalty_offline": (
        {"safety": frozenset({"safety"})}, lambda t: slow.check_penalties(t.rows, {"safety"}, 7),
        {"penalty", "missing"}),
    "score_rules": (
        {"start": 70, "late": TIERS, "most": 2, "reward_above": 75},
        lambda t: slow.check_scores(t.rows, t.ledger, 70, dict(TIERS), 2, 75),
        {"late", "balance", "start", "unrewarded", "line", "booked", "cashed", "missing"}),
    "fault_attribution": (
        {"excluded": frozenset({"merchant", "weather"}), "grace": 120, "alert_level": "yellow",
         "verified_by": "person"},
        lambda t: slow.check_faults(t.rows, 120, "yellow"), {"unverified", "machine", "excused", "missing"}),
    "no_adverse_priority": (
        {}, lambda t: slow.check_priority(t.rows, {"complaint", "union", "refusal", "rest"}),
        {"feature", "adverse", "missing"}),
    "violation_ladder": (
        {"steps": STEPS, "window": 7, "longest_pause": 7200},
        lambda t: slow.check_ladder(t.rows, STEPS, 7, "training", 7200),
        {"unknown", "early", "skipped", "machine", "long", "missing"}),
    "training_restores_points": (
        {"points": 2, "times": 1}, lambda t: slow.check_training(t.rows, 2, 1, 1), {"short", "missing"}),
    "safety_reward": (
        {"points": 5, "per": 1000, "redeem": {"gift": 30}, "amount": 10000, "least": 2000},
        lambda t: slow.check_safety(t.rows, t.ledger, 5, 1000, 10000, 2000, 30),
        {"points", "short", "wrong", "dear"}),
}


@pytest.fixture(scope="module", params=[1, 2], ids=["one seed", "another"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A random log of many people."""
    folder: Path = tmp_path_factory.mktemp("town")
    out, rows, ledger = Crowd(request.param, 120).write(folder)
    return Town(open_records(out), rows, ledger)


def name_breach(row: dict[str, Any]) -> tuple[Any, ...]:
    """Ground, worker, order, and the last event or line."""
    ids = sorted(number for number in row["event_ids"] or row["line_ids"] or [] if number is not None)
    return (row["ground"], row["worker_id"], row["order_id"], ids[-1] if ids else None)


@pytest.mark.parametrize("kind", list(PLAN))
def test_the_check_finds_what_its_twin_finds(town: Town, kind: str) -> None:
    """Breach by breach, and what lacks evidence too; every ground is met."""
    params, twin, grounds = PLAN[kind]
    clause = make_clause(kind, **params)
    rules = [make_clause("worktime_definition"), make_clause("daily_stop", stop_after=1800, reset="calendar_day")]
    case = Case(town.records, Spells(town.records, rules[:1]), (*rules, clause))
    query = CHECKS[kind](clause, case)
    rows = town.records.rows(query.breaches)
    rows += [] if query.missing is None else town.records.rows(query.missing)
    found = sorted((name_breach(row) for row in rows if row["ground"] != "beyond"), key=str)
    assert found == sorted(twin(town), key=str)
    assert {row["ground"] for row in rows} >= grounds
