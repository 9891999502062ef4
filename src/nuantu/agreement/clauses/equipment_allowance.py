"""P23 equipment_allowance: an amount for own equipment with each delivered order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the orders of a time and what they add up to."""
    amount, total = (format_minor(case[key], case["currency"]) for key in ("amount_minor", "total_minor"))
    if lang == "zh":
        return f"送达{case['orders']}单，每单装备补贴{amount}，共{total}。"
    return f"{case['orders']} delivered, {amount} each for own equipment: {total}."


EQUIPMENT_ALLOWANCE = ClauseType(
    id="P23",
    name="equipment_allowance",
    chapter="PAY",
    zh="装备补贴",
    en="equipment allowance",
    params=(
        ParamSpec("amount", "minor_per_order", "每单补贴", "for each delivered order", favours="higher", least=1),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    case=("orders", "amount_minor", "total_minor", "currency"),
)
