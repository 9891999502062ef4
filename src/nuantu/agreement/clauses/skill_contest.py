"""V04 skill_contest: so many contests of skill in every quarter or year, open to so many entrants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many contests a span had of how many."""
    if lang == "zh":
        return f"{case['span']}应办技能竞赛{case['wanted']}次，已办{case['held']}次。"
    return f"{case['span']}: {case['held']} of {case['wanted']} contests of skill."


SKILL_CONTEST = ClauseType(
    id="V04",
    name="skill_contest",
    chapter="DEV",
    zh="技能竞赛",
    en="contests of skill",
    params=(
        ParamSpec("contests", "count", "竞赛次数", "contests at least", favours="higher", least=1),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
        ParamSpec("entrants", "count", "每次至少人数", "each with at least", favours="higher", default=0),
    ),
    hooks=frozenset({"check"}),
    principal="contests",
    explain=explain,
    base=("period",),
    case=("span", "held", "wanted"),
)
