"""P14 commission_cap_period: of a month's fares no more than a share is kept from those who drive enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_share
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the month's orders, fares, commission, the cap and what comes back."""
    amounts = ("fare_minor", "commission_minor", "refund_minor")
    fare, taken, back = (format_minor(case[key], case["currency"]) for key in amounts)
    orders, least, share = case["orders"], case["least_orders"], say_share(case["cap_pm"], lang)
    if lang == "zh":
        return f"当月{orders}单（满{least}单适用），车费{fare}，抽成{taken}，月均上限{share}，返还{back}。"
    return (f"{orders} orders in the month ({least} are enough), fares of {fare}, {taken} kept; the monthly cap is "
            f"{share}: {back} comes back.")


COMMISSION_CAP_PERIOD = ClauseType(
    id="P14",
    name="commission_cap_period",
    chapter="PAY",
    zh="月均抽成上限",
    en="cap on the commission of a month",
    params=(
        ParamSpec("cap", "per_mille", "月均抽成上限", "at most this share of a month's fares", favours="lower"),
        ParamSpec("least_orders", "count", "最少单数", "for those with at least so many orders", favours="lower"),
        ParamSpec("denominator", "word", "车费口径", "fare that counts", words=("before_coupons", "after_coupons")),
        ParamSpec("rounding", "word", "上限取整", "rounding of the share", default="down",
                  words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="cap",
    explain=explain,
    base=("denominator",),
    case=("orders", "least_orders", "fare_minor", "commission_minor", "refund_minor", "cap_pm", "currency"),
)
