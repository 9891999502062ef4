"""G03 explanation_right: who asks is told why in time, and a suspension comes with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how many days the explanation came; None where it did not."""
    days, within = case["days"], case["within"]
    if lang == "zh":
        return f"应在{within}天内说明，" + ("没有说明。" if days is None else f"第{days}天说明。")
    tail = "none was given." if days is None else f"given after {days}."
    return f"An explanation is due within {within} days: {tail}"


EXPLANATION_RIGHT = ClauseType(
    id="G03",
    name="explanation_right",
    chapter="GOV",
    zh="说明权",
    en="right to an explanation",
    params=(
        ParamSpec("within", "day", "说明期限", "explained within", favours="lower"),
        ParamSpec("on_suspension", "flag", "停用生效时附书面理由", "reasons at latest when a suspension takes effect",
                  favours="higher", default=True),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("days", "within"),
)
