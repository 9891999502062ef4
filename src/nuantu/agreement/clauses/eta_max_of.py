"""D01 eta_max_of: a promise is the longest of several estimates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the parts, in minutes from placing, and the one that was promised; ``parts_s`` maps words to seconds."""
    parts = sorted(case["parts_s"].items(), key=lambda part: (-part[1], part[0]))
    link, joint = ("", "，") if lang == "zh" else (" ", ", ")
    listed = joint.join(f"{say_word(name, lang)}{link}{say_seconds(length_s, lang)}" for name, length_s in parts)
    longest = say_seconds(parts[0][1], lang)
    if lang == "zh":
        return f"预计时间取最长：{listed}；承诺{longest}。"
    return f"The longest of {listed} is promised: {longest}."


ETA_MAX_OF = ClauseType(
    id="D01",
    name="eta_max_of",
    chapter="DSP",
    zh="取最长",
    en="the longest estimate",
    params=(
        ParamSpec("parts", "words", "取自", "of which estimates", favours="union",
                  words=("model", "city", "segments", "by_distance")),
        ParamSpec("city", "second", "城市保护时长", "in this city at least", favours="higher", default=None),
        ParamSpec("base", "second", "距离保护起步", "by distance, to begin with", favours="higher", default=0),
        ParamSpec("speed", "metre_per_hour", "距离保护时速", "and then at a speed of", favours="lower",
                  default=None, least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="parts",
    explain=explain,
    case=("parts_s",),
)
