"""P05 price_components: the price shown before acceptance is the price that is paid, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the parts shown and their sum; ``shown`` and ``paid`` map components to minor units."""
    shown, paid, currency = case["shown"], case["paid"], case["currency"]
    parts = ("、" if lang == "zh" else ", ").join(
        f"{say_word(name, lang)}{'' if lang == 'zh' else ' '}{format_minor(amount, currency)}"
        for name, amount in shown.items()
    )
    total, settled = format_minor(sum(shown.values()), currency), format_minor(sum(paid.values()), currency)
    same = dict(shown) == dict(paid)
    if lang == "zh":
        tail = "结算与公示逐项一致" if same else f"结算为{settled}，与公示不符"
        return f"接单前公示：{parts}，合计{total}；{tail}。"
    return f"Shown before acceptance: {parts}, {total} in all; " + (
        "paid part by part as shown." if same else f"{settled} was paid, which is not what was shown.")


PRICE_COMPONENTS = ClauseType(
    id="P05",
    name="price_components",
    chapter="PAY",
    zh="计价构成公示",
    en="price shown in parts",
    params=(
        ParamSpec("components", "words", "须公示的构成", "parts that are shown", favours="union",
                  words=("base", "distance", "weather"), default=frozenset({"base", "distance", "weather"})),
    ),
    hooks=frozenset({"check"}),
    principal="components",
    explain=explain,
    case=("shown", "paid", "currency"),
)
