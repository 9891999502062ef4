"""D22 vehicle_gate: helmet and vehicle are checked before the first order of a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_words
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was checked before the first order of the day."""
    checked, clock = say_words(case["checked"], lang), format_clock(case["push_s"], case.get("tz", DEFAULT_TZ))
    if lang == "zh":
        return f"{clock}当日首单前已通过检查：{checked}。"
    return f"Checked before the first order of the day at {clock}: {checked}."


VEHICLE_GATE = ClauseType(
    id="D22",
    name="vehicle_gate",
    chapter="DSP",
    zh="车辆合规",
    en="a checked vehicle",
    params=(
        ParamSpec("checks", "words", "检查项", "what is checked", favours="union", words=("helmet", "vehicle_check")),
    ),
    hooks=frozenset({"check"}),
    principal="checks",
    explain=explain,
    case=("push_s", "checked"),
)
