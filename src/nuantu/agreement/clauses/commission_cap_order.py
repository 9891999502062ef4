"""P13 commission_cap_order: of one fare no more than a share is kept; the excess comes back with the order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_share, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell fare, commission, the cap and what comes back."""
    amounts = ("fare_minor", "commission_minor", "refund_minor")
    fare, taken, back = (format_minor(case[key], case["currency"]) for key in amounts)
    share, basis = say_share(case["cap_pm"], lang), say_word(case["denominator"], lang)
    if lang == "zh":
        return f"乘客车费（{basis}）{fare}，抽成{taken}，上限{share}，随单返还{back}。"
    return f"Of a fare of {fare} ({basis}) {taken} was kept; the cap is {share}: {back} comes back with the order."


COMMISSION_CAP_ORDER = ClauseType(
    id="P13",
    name="commission_cap_order",
    chapter="PAY",
    zh="单笔抽成上限",
    en="cap on the commission of an order",
    params=(
        ParamSpec("cap", "per_mille", "抽成上限", "at most this share of the fare", favours="lower"),
        ParamSpec("denominator", "word", "车费口径", "fare that counts", words=("before_coupons", "after_coupons")),
        ParamSpec("rounding", "word", "上限取整", "rounding of the share", default="down",
                  words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="cap",
    explain=explain,
    base=("denominator",),
    case=("fare_minor", "commission_minor", "refund_minor", "cap_pm", "denominator", "currency"),
)
