"""P18 cancel_return_comp: an order that others cancel after acceptance is compensated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell who cancelled, the way ridden for nothing, and the compensation."""
    who, way = say_word(case["actor"], lang), say_distance(case["distance_m"], lang)
    amount = format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"订单被{who}取消，已空驶{way}，补偿{amount}。"
    return f"Cancelled by {who} after {way} on the way: {amount} in compensation."


CANCEL_RETURN_COMP = ClauseType(
    id="P18",
    name="cancel_return_comp",
    chapter="PAY",
    zh="取消空驶补偿",
    en="compensation of cancelled orders",
    params=(
        ParamSpec("amount", "minor_per_order", "每单补偿", "for each order", favours="higher"),
        ParamSpec("per_km", "minor_per_km", "空驶每公里", "for each kilometre ridden", favours="higher", default=None),
        ParamSpec("by", "words", "由谁取消", "cancelled by", favours="union",
                  words=("customer", "merchant", "platform"), default=frozenset({"customer", "merchant", "platform"})),
        ParamSpec("rounding", "word", "取整", "rounding", words=("half_up", "up", "down"), default="half_up"),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    case=("actor", "distance_m", "amount_minor", "currency"),
)
