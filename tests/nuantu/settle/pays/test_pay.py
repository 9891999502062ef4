"""The hooks that exist are the hooks that the clause types promise."""

from __future__ import annotations

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.settle.pays import PAYS


def test_every_type_that_promises_pay_has_its_hook() -> None:
    """No promise without a hook, no hook without a promise."""
    assert {name for name, kind in CLAUSE_TYPES.items() if "pay" in kind.hooks} == set(PAYS)


def test_only_order_clauses_are_offered_before_acceptance() -> None:
    """What hangs on other pay, on a day or on a month cannot be part of an order's price before it is accepted."""
    assert {name for name, pay in PAYS.items() if pay.offer is not None} == {
        "weekday_distance_band", "special_weather_subsidy", "difficulty_premium", "equipment_allowance"}
    assert {PAYS[name].stage for name in PAYS if PAYS[name].offer is not None} == {"order"}
