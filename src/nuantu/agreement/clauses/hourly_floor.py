"""P01 hourly_floor: pay of a day is at least so much for each counted hour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import COUNTED, DAILY
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell counted time, what the floor makes of it, what was earned, and the top-up."""
    counted, base = say_seconds(case["counted_s"], lang), say_word(case["base"], lang)
    amounts = ("floor_minor", "due_minor", "included_minor", "topup_minor")
    floor, due, earned, topup = (format_minor(case[key], case["currency"]) for key in amounts)
    if lang == "zh":
        tail = f"差额{topup}已补足" if case["topup_minor"] else "已达下限，无须补足"
        return f"当日{base}{counted}，按每小时不低于{floor}计应得{due}，已得{earned}，{tail}。"
    tail = f"topped up by {topup}" if case["topup_minor"] else "no top-up was needed"
    return f"{counted} of {base} at no less than {floor}/h makes {due}; {earned} was earned: {tail}."


HOURLY_FLOOR = ClauseType(
    id="P01",
    name="hourly_floor",
    chapter="PAY",
    zh="小时报酬下限",
    en="floor of pay an hour",
    params=(
        ParamSpec("floor", "minor_per_hour", "每小时不低于", "at least", favours="higher", least=1, by_place=True),
        ParamSpec("base", "word", "计时基础", "for each hour of", words=("worktime", "engaged", "online")),
        ParamSpec("include", "words", "计入的报酬", "pay that counts", favours="intersection",
                  words=DAILY, default=COUNTED),
        ParamSpec("place", "word", "按何处", "floor of the place", words=("registered", "order"), default="registered"),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="floor",
    explain=explain,
    base=("base", "place"),
    case=("counted_s", "base", "floor_minor", "due_minor", "included_minor", "topup_minor", "currency"),
)
