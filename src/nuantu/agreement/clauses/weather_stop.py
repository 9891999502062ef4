"""D15 weather_stop: severe weather stops dispatch or brings it nearer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance, say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the alert and what it brings; ``most_m`` is None where dispatch stops."""
    level, most = say_word(case["level"], lang), case["most_m"]
    if lang == "zh":
        return f"{level}预警生效，" + ("暂停派单。" if most is None else f"只派{say_distance(most, lang)}以内的订单。")
    tail = "nothing is sent" if most is None else f"only orders within {say_distance(most, lang)} are sent"
    return f"An alert ({level}) is in force: {tail}."


WEATHER_STOP = ClauseType(
    id="D15",
    name="weather_stop",
    chapter="DSP",
    zh="极端天气暂停缩圈",
    en="stop or nearer orders in severe weather",
    params=(
        ParamSpec("stop_level", "word", "暂停派单级别", "nothing is sent from this level", favours="lower",
                  words=("blue", "yellow", "orange", "red")),
        ParamSpec("shrink_level", "word", "缩圈级别", "nearer orders only from this level", favours="lower",
                  words=("blue", "yellow", "orange", "red"), default=None),
        ParamSpec("radius", "metre", "平时配送半径", "usual radius", favours="lower", default=None),
        ParamSpec("share", "per_mille", "缩至", "shrinks to", favours="lower", default=None),
        ParamSpec("kinds", "words", "天气种类", "kinds of weather", favours="union",
                  words=("wind", "rain", "heat", "cold", "snow", "fog", "thunder", "haze"), default=frozenset()),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="stop_level",
    explain=explain,
    case=("level", "most_m"),
    together=(("shrink_level", "radius"), ("shrink_level", "share")),
)
