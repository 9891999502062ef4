"""D08 new_rider_protection: no hard orders for those new to the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the worker's days and the limit that an order would have passed."""
    tenure, days, limit = case["tenure_days"], case["days"], say_word(case["limit"], lang)
    if lang == "zh":
        return f"入职第{tenure}天（{days}天内为新手），{limit}的订单不派给本人。"
    return f"Day {tenure} in the work (new up to {days}): no orders that are {limit}."


NEW_RIDER_PROTECTION = ClauseType(
    id="D08",
    name="new_rider_protection",
    chapter="DSP",
    zh="新手保护",
    en="protection of the new",
    params=(
        ParamSpec("days", "day", "新手天数", "new up to", favours="higher", least=1),
        ParamSpec("distance", "metre", "距离上限", "no order farther than", favours="lower", default=None),
        ParamSpec("weight", "gram", "重量上限", "no order heavier than", favours="lower", default=None),
        ParamSpec("floor", "count", "楼层上限", "no storey above", favours="lower", default=None),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="days",
    explain=explain,
    case=("tenure_days", "days", "limit"),
)
