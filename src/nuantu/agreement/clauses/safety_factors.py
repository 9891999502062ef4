"""D17 safety_factors: which matters of safety the algorithm must weigh."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_words
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell which factors the published rule names."""
    named = say_words(case["factors"], lang)
    if lang == "zh":
        return f"公布的派单规则写明了安全因素：{named}。"
    return f"The published rule of dispatch names these matters of safety: {named}."


SAFETY_FACTORS = ClauseType(
    id="D17",
    name="safety_factors",
    chapter="DSP",
    zh="安全因素",
    en="safety in the algorithm",
    params=(
        ParamSpec("factors", "words", "安全因素", "matters of safety", favours="union",
                  words=("wrong_way", "red_light", "speeding", "banned_road", "night_riding", "weather", "crash_risk",
                         "fatigue")),
        ParamSpec("card", "flag", "须附模型说明", "with a model card", favours="higher", default=False),
    ),
    hooks=frozenset({"check"}),
    principal="factors",
    explain=explain,
    case=("factors",),
)
