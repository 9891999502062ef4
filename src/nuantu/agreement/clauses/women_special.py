"""R12 women_special: relief that a worker asks for, without saying why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what relief holds for whoever asked for it, and the order against it."""
    relief = say_word(case["relief"], lang)
    if lang == "zh":
        return f"本人申请了特殊关怀，{relief}的订单不派给本人。"
    return f"The worker asked for special care: no orders that are {relief}."


WOMEN_SPECIAL = ClauseType(
    id="R12",
    name="women_special",
    chapter="RST",
    zh="女骑手",
    en="special care on request",
    params=(
        ParamSpec("days", "day", "申请有效天数", "a request holds for", favours="higher", least=1),
        ParamSpec("weight", "gram", "重量上限", "no order heavier than", favours="lower", default=None),
        ParamSpec("floor", "count", "楼层上限", "no storey above", favours="lower", default=None),
        ParamSpec("night_from", "clock", "夜间不派单自", "no orders at night from", favours="lower", default=None),
        ParamSpec("night_to", "clock", "夜间不派单至", "no orders at night to", favours="higher", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="days",
    explain=explain,
    case=("relief",),
    together=(("night_from", "night_to"),),
)
