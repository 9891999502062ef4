"""R07 driving_time: how long one may drive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the time driven against the limit; ``span`` is the word of the limit."""
    driven, limit = say_seconds(case["driven_s"], lang), say_seconds(case["limit_s"], lang)
    span = say_word(case["span"], lang)
    if lang == "zh":
        return f"{span}驾驶{driven}，上限{limit}。"
    return f"Driving time ({span}) {driven}, at most {limit}."


DRIVING_TIME = ClauseType(
    id="R07",
    name="driving_time",
    chapter="RST",
    zh="驾驶时间",
    en="driving time",
    params=(
        ParamSpec("continuous", "second", "连续驾驶上限", "driving without a break at most",
                  favours="lower", least=1),
        ParamSpec("stop", "second", "停车休息", "a break is a stop of", favours="higher", least=1),
        ParamSpec("night", "second", "夜间连续驾驶上限", "at night without a break at most", favours="lower",
                  default=None),
        ParamSpec("night_from", "clock", "夜间自", "night from", default=None),
        ParamSpec("night_to", "clock", "夜间至", "night to", default=None),
        ParamSpec("day", "second", "任意24小时上限", "in any 24 hours at most", favours="lower", default=None),
        ParamSpec("week", "second", "任意7日上限", "in any 7 days at most", favours="lower", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="continuous",
    explain=explain,
    case=("span", "driven_s", "limit_s"),
    together=(("night", "night_from"), ("night", "night_to")),
)
