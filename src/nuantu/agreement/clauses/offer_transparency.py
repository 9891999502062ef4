"""D13 offer_transparency: what a worker is told before accepting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_words
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was shown and how long there was to decide."""
    shown, time = say_words(case["fields"], lang), say_seconds(case["time_s"], lang)
    if lang == "zh":
        return f"接单前展示了{shown}，有{time}决定。"
    return f"Shown before accepting: {shown}, with {time} to decide."


OFFER_TRANSPARENCY = ClauseType(
    id="D13",
    name="offer_transparency",
    chapter="DSP",
    zh="接单前信息",
    en="told before accepting",
    params=(
        ParamSpec("fields", "words", "须展示", "to be shown", favours="union",
                  words=("pay", "ride_distance", "time", "pickup", "destination", "weight", "storey", "tip")),
        ParamSpec("time", "second", "决定时间", "time to decide", favours="higher"),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="fields",
    explain=explain,
    case=("fields", "time_s"),
)
