"""R08 weekly_rest: days of rest on average."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the days worked out of the window and how many may be."""
    worked, window, most = case["worked_days"], case["window_days"], case["most_days"]
    if lang == "zh":
        return f"最近{window}天中工作{worked}天，至多应为{most}天。"
    return f"{worked} of the last {window} days were worked, at most {most} may be."


WEEKLY_REST = ClauseType(
    id="R08",
    name="weekly_rest",
    chapter="RST",
    zh="每周休息",
    en="weekly rest",
    params=(
        ParamSpec("rest_days", "count", "每7天休息日", "rest days in every 7", favours="higher", least=1),
        ParamSpec("window", "day", "平均窗口", "on average over", favours="lower", least=7),
    ),
    hooks=frozenset({"check"}),
    principal="rest_days",
    explain=explain,
    case=("worked_days", "window_days", "most_days"),
)
