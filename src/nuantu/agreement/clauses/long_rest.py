"""R06 long_rest: a long rest once a cap is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the work since the last long rest and until when nothing is sent."""
    worked, rest = say_seconds(case["engaged_s"], lang), say_seconds(case["rest_s"], lang)
    until = format_clock(case["to_s"], case.get("tz", DEFAULT_TZ))
    if lang == "zh":
        return f"上次长休后已接单{worked}，须休息{rest}，{until}前不再派单。"
    return f"After {worked} of work since the last long rest a rest of {rest} is due: nothing is sent before {until}."


LONG_REST = ClauseType(
    id="R06",
    name="long_rest",
    chapter="RST",
    zh="长休",
    en="long rest",
    params=(
        ParamSpec("after", "second", "接单时长上限", "after work of", favours="lower", least=1),
        ParamSpec("online", "second", "且在线时长", "and time online of", favours="lower", default=None),
        ParamSpec("distance", "metre", "且送单里程", "and distance delivered of", favours="lower", default=None),
        ParamSpec("rest", "second", "休息时长", "rest of at least", favours="higher", least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="after",
    explain=explain,
    case=("engaged_s", "rest_s", "to_s"),
)
