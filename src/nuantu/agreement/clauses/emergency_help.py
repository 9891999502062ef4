"""C15 emergency_help: a call for help, or a standstill that was detected, is answered in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how long help answered; ``latency_s`` is None where nobody did."""
    within, latency = say_seconds(case["within_s"], lang), case["latency_s"]
    if lang == "zh":
        tail = "无人响应。" if latency is None else f"{say_seconds(latency, lang)}后响应。"
        return f"求助应在{within}内响应，" + tail
    tail = "nobody answered." if latency is None else f"answered after {say_seconds(latency, lang)}."
    return f"A call for help is answered within {within}: {tail}"


EMERGENCY_HELP = ClauseType(
    id="C15",
    name="emergency_help",
    chapter="CAR",
    zh="应急救助",
    en="help in an emergency",
    params=(
        ParamSpec("within", "second", "响应时限", "answered within", favours="lower", least=1),
        ParamSpec("by_person", "flag", "须由人响应", "answered by a person", favours="higher", default=False),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("latency_s", "within_s"),
)
