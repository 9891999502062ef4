"""P06 difficulty_premium: an amount for a heavy order, and one for a high storey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_mass
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell weight and storey of an order and what each adds."""
    heavy, high = (format_minor(case[key], case["currency"]) for key in ("weight_minor", "floor_minor"))
    mass = "?" if case["weight_g"] is None else say_mass(case["weight_g"], lang)
    floor = "?" if case["floor"] is None else case["floor"]
    if lang == "zh":
        return f"重{mass}加{heavy}，送到{floor}层加{high}。"
    return f"{mass} add {heavy}, storey {floor} adds {high}."


DIFFICULTY_PREMIUM = ClauseType(
    id="P06",
    name="difficulty_premium",
    chapter="PAY",
    zh="大重难单",
    en="premium for heavy and hard orders",
    params=(
        ParamSpec("weights", "tiers/gram/minor_per_order", "按重量加价", "by weight", default=()),
        ParamSpec("floors", "tiers/count/minor_per_order", "按楼层加价", "by storey", default=()),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="weights",
    explain=explain,
    case=("weight_g", "floor", "weight_minor", "floor_minor", "currency"),
)
