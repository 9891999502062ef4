"""The hooks that exist are the hooks that the clause types promise."""

from __future__ import annotations

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.settle.pays import PAYS


def test_every_type_that_promises_pay_has_its_hook() -> None:
    """No promise without a hook, no hook without a promise."""
    assert {name for name, kind in CLAUSE_TYPES.items() if "pay" in kind.hooks} == set(PAYS)


def test_only_order_clauses_are_offered_before_acceptance() -> None:
    """A top-up of a day cannot be part of an order's price."""
    assert {name: (pay.stage, pay.offer is not None) for name, pay in PAYS.items()} == {
        "weekday_distance_band": ("order", True), "special_weather_subsidy": ("order", True),
        "injury_premium": ("order", False), "hourly_floor": ("period", False)}
