"""P09 holiday_premium: orders of a statutory holiday are paid above the normal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import PLAIN, SHARED
from nuantu.agreement.wording import say_share
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the holiday, the normal pay and what is added."""
    normal, added = (format_minor(case[key], case["currency"]) for key in ("normal_minor", "added_minor"))
    ratio = say_share(case["ratio_pm"], lang)
    if lang == "zh":
        return f"{case['day']}为节假日，平日计酬{normal}，按{ratio}计，加{added}。"
    return f"{case['day']} is a holiday: {normal} on a normal day, {ratio} of it are paid, {added} more."


HOLIDAY_PREMIUM = ClauseType(
    id="P09",
    name="holiday_premium",
    chapter="PAY",
    zh="节假日报酬",
    en="holiday pay",
    params=(
        ParamSpec("dates", "dates", "节假日", "on", favours="union"),
        ParamSpec("ratio", "per_mille", "为平日的", "share of normal pay", favours="higher", least=1001, default=None),
        ParamSpec("at", "word", "判定时点", "decided by the day", words=("accepted", "delivered")),
        ParamSpec("of", "words", "计提的报酬", "normal pay is", favours="union", words=PLAIN, default=SHARED),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="ratio",
    explain=explain,
    base=("at",),
    case=("day", "ratio_pm", "normal_minor", "added_minor", "currency"),
)
