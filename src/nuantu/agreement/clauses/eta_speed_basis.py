"""D02 eta_speed_basis: the speed at which the riding part of a promise is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance, say_seconds, say_speed
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the riding time of the promise against the least that the agreed speed allows."""
    distance, speed = say_distance(case["distance_m"], lang), say_speed(case["speed_m_per_h"], lang)
    given, least = say_seconds(case["riding_s"], lang), say_seconds(case["least_s"], lang)
    if lang == "zh":
        return f"{distance}按不高于{speed}计，骑行时间至少{least}，承诺时间中给了{given}。"
    return f"{distance} at no more than {speed} takes at least {least}; the promise allows {given} of riding."


ETA_SPEED_BASIS = ClauseType(
    id="D02",
    name="eta_speed_basis",
    chapter="DSP",
    zh="时速口径",
    en="speed behind a promise",
    params=(
        ParamSpec("speed", "metre_per_hour", "计算时速上限", "riding at no more than", favours="lower", least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="speed",
    explain=explain,
    case=("distance_m", "speed_m_per_h", "riding_s", "least_s"),
)
