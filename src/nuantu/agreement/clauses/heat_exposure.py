"""D16 heat_exposure: work in heat stops, or is limited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the temperature and what it brings; ``worked_s`` is None where work stops."""
    degrees, worked = f"{case['celsius_tenths'] / 10:g}", case["worked_s"]
    if lang == "zh":
        return f"气温{degrees}℃，" + ("停止派单。" if worked is None else f"当日工作{say_seconds(worked, lang)}。")
    tail = "nothing is sent" if worked is None else f"{say_seconds(worked, lang)} were worked that day"
    return f"At {degrees} ℃ {tail}."


HEAT_EXPOSURE = ClauseType(
    id="D16",
    name="heat_exposure",
    chapter="DSP",
    zh="高温作业",
    en="work in heat",
    params=(
        ParamSpec("stop_at", "celsius_tenths", "停止派单气温", "nothing is sent from", favours="lower"),
        ParamSpec("hot", "celsius_tenths", "高温日气温", "a day is hot from", favours="lower", default=None),
        ParamSpec("most", "second", "高温日工作上限", "work on a hot day at most", favours="lower", default=None),
        ParamSpec("pause_from", "clock", "高温日暂停自", "on a hot day nothing from", favours="lower", default=None),
        ParamSpec("pause_to", "clock", "高温日暂停至", "on a hot day nothing to", favours="higher", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="stop_at",
    explain=explain,
    case=("celsius_tenths", "worked_s"),
    together=(("hot", "most"), ("pause_from", "pause_to")),
)
