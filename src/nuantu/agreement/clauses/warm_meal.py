"""C13 warm_meal: so many meals for workers in every month, quarter or year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many meals a span had of how many."""
    if lang == "zh":
        return f"{case['span']}应供暖心餐{case['wanted']}份，已供{case['held']}份。"
    return f"{case['span']}: {case['held']} of {case['wanted']} warm meals."


WARM_MEAL = ClauseType(
    id="C13",
    name="warm_meal",
    chapter="CAR",
    zh="暖心餐",
    en="warm meals",
    params=(
        ParamSpec("meals", "count", "份数", "meals at least", favours="higher", least=1),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
    ),
    hooks=frozenset({"check"}),
    principal="meals",
    explain=explain,
    base=("period",),
    case=("span", "held", "wanted"),
)
