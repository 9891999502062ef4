"""V02 training_restores_points: a course that was passed gives points back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell which course of the month it was and the points that came back."""
    number, times, points = case["number"], case["times"], case["points"]
    if lang == "zh":
        limit = "" if times is None else f"（每月{times}次有效）"
        return f"本月第{number}次通过学习{limit}，恢复{points}分。"
    limit = "" if times is None else f" (of {times} that count)"
    return f"Course {number} of the month{limit} passed: {points} points come back."


TRAINING_RESTORES_POINTS = ClauseType(
    id="V02",
    name="training_restores_points",
    chapter="DEV",
    zh="学习恢复积分",
    en="training restores points",
    params=(
        ParamSpec("points", "count", "每次恢复", "points back for a course", favours="higher", least=1),
        ParamSpec("times", "count", "每月次数", "courses a month that count", favours="higher", default=None),
        ParamSpec("courses", "words", "课程", "courses", favours="union",
                  words=("safety", "traffic", "service", "rules"),
                  default=frozenset({"safety", "traffic", "service", "rules"})),
        ParamSpec("within", "day", "恢复期限", "restored within", favours="lower", default=1),
    ),
    hooks=frozenset({"check"}),
    principal="points",
    explain=explain,
    case=("number", "times", "points"),
)
