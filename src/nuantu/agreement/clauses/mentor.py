"""V03 mentor: who is new gets an experienced worker as mentor in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell at which tenure a new worker was paired; ``tenure_days`` is None where it did not happen."""
    days, within = case["tenure_days"], case["within"]
    if lang == "zh":
        return f"新手应在入职{within}天内结对，" + ("没有结对。" if days is None else f"第{days}天结对。")
    tail = "none was." if days is None else f"one was on day {days}."
    return f"A mentor is assigned to a new worker by day {within}: {tail}"


MENTOR = ClauseType(
    id="V03",
    name="mentor",
    chapter="DEV",
    zh="老带新",
    en="mentors for new workers",
    params=(
        ParamSpec("new_days", "day", "新手天数", "new up to a tenure of", favours="higher", least=1),
        ParamSpec("within", "day", "结对期限", "paired at a tenure of at most", favours="lower"),
        ParamSpec("mentor_days", "day", "师傅最低天数", "least tenure of a mentor", favours="higher", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("tenure_days", "within"),
)
