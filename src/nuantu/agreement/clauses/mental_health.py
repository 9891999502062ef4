"""C14 mental_health: so many sessions of counselling in every month, quarter or year; counts only, never persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many sessions a span had of how many."""
    if lang == "zh":
        return f"{case['span']}应办心理关怀{case['wanted']}场，已办{case['held']}场。"
    return f"{case['span']}: {case['held']} of {case['wanted']} sessions of counselling."


MENTAL_HEALTH = ClauseType(
    id="C14",
    name="mental_health",
    chapter="CAR",
    zh="心理关怀",
    en="care for mental health",
    params=(
        ParamSpec("sessions", "count", "场次", "sessions at least", favours="higher", least=1),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
    ),
    hooks=frozenset({"check"}),
    principal="sessions",
    explain=explain,
    base=("period",),
    case=("span", "held", "wanted"),
)
