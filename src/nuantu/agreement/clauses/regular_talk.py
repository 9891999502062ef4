"""G07 regular_talk: so many talks in every quarter or year, with enough representatives and regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many talks a span had of how many."""
    if lang == "zh":
        return f"{case['span']}应恳谈{case['wanted']}次，已办{case['held']}次。"
    return f"{case['span']}: {case['held']} of {case['wanted']} talks."


REGULAR_TALK = ClauseType(
    id="G07",
    name="regular_talk",
    chapter="GOV",
    zh="恳谈",
    en="regular talks",
    params=(
        ParamSpec("talks", "count", "次数", "talks at least", favours="higher", default=1, least=1),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
        ParamSpec("representatives", "count", "劳动者代表人数", "workers' representatives at least", favours="higher",
                  default=0),
        ParamSpec("regions", "count", "参与地区数", "regions at least", favours="higher", default=0),
    ),
    hooks=frozenset({"check"}),
    principal="talks",
    explain=explain,
    base=("period",),
    case=("span", "held", "wanted"),
)
