"""P17 seniority_bonus: an hour pays more with every step of tenure, up to a cap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the tenure, what an hour gains by it, the hours and the sum."""
    rate, total = (format_minor(case[key], case["currency"]) for key in ("rate_minor", "amount_minor"))
    counted, base = say_seconds(case["counted_s"], lang), say_word(case["base"], lang)
    days = case["tenure_days"]
    if lang == "zh":
        return f"入职{days}天，每小时加{rate}，当日{base}{counted}，工龄补贴{total}。"
    return f"{days} days in the work add {rate}/h; {counted} of {base} that day: {total}."


SENIORITY_BONUS = ClauseType(
    id="P17",
    name="seniority_bonus",
    chapter="PAY",
    zh="工龄",
    en="seniority bonus",
    params=(
        ParamSpec("amount", "minor_per_hour", "每满一档每小时加", "more an hour for each step", favours="higher",
                  least=1),
        ParamSpec("every", "day", "每档天数", "a step is", favours="lower", least=1),
        ParamSpec("cap", "minor_per_hour", "每小时最多加", "at most", favours="higher", least=1, default=None),
        ParamSpec("base", "word", "计时基础", "for each hour of", words=("worktime", "engaged", "online")),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    base=("base",),
    case=("tenure_days", "rate_minor", "counted_s", "base", "amount_minor", "currency"),
)
