"""P22 winter_supplement: an hour of the cold months pays more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the hours of a winter day, the rate and the sum."""
    rate, total = (format_minor(case[key], case["currency"]) for key in ("rate_minor", "amount_minor"))
    counted, base = say_seconds(case["counted_s"], lang), say_word(case["base"], lang)
    if lang == "zh":
        return f"冬季{case['day']}，{base}{counted}，每小时加{rate}，冬季补贴{total}。"
    return f"{counted} of {base} on {case['day']}, in winter, at {rate}/h more: {total}."


WINTER_SUPPLEMENT = ClauseType(
    id="P22",
    name="winter_supplement",
    chapter="PAY",
    zh="冬季补贴",
    en="winter supplement",
    params=(
        ParamSpec("amount", "minor_per_hour", "每小时加", "more an hour", favours="higher", least=1),
        ParamSpec("first_day", "month_day", "起始日", "from the day"),
        ParamSpec("last_day", "month_day", "截止日", "to the day"),
        ParamSpec("base", "word", "计时基础", "for each hour of", words=("worktime", "engaged", "online")),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    base=("first_day", "last_day", "base"),
    case=("day", "rate_minor", "counted_s", "base", "amount_minor", "currency"),
)
