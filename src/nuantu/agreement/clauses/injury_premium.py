"""C01 injury_premium: the platform accrues an insurance premium for each completed order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the orders of the day, the premium of each and the sum, none of it the worker's money."""
    each, total = (format_minor(case[key], case["currency"]) for key in ("amount_minor", "total_minor"))
    if lang == "zh":
        return f"完成{case['orders']}单，平台按每单{each}缴纳职业伤害保险费共{total}，不从报酬中扣。"
    plural = "" if case["orders"] == 1 else "s"
    return f"{case['orders']} order{plural} done: the platform owes the insurer {total} ({each} each), not the rider."


INJURY_PREMIUM = ClauseType(
    id="C01",
    name="injury_premium",
    chapter="CAR",
    zh="职业伤害保险按单缴费",
    en="injury insurance premium",
    params=(
        ParamSpec("amount", "minor_per_order", "每单缴费", "for each completed order", favours="higher", least=1),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    case=("orders", "amount_minor", "total_minor", "currency"),
)
