"""D10 meal_ready_dispatch: no order is sent long before its meal is ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell when the order was sent and when the meal was expected."""
    sent, ready = (format_clock(case[key], case.get("tz", DEFAULT_TZ)) for key in ("push_s", "ready_s"))
    before = say_seconds(case["before_s"], lang)
    if lang == "zh":
        return f"预计{ready}出餐，{sent}派单，不早于出餐前{before}。"
    return f"Expected ready at {ready} and sent at {sent}, no more than {before} before."


MEAL_READY_DISPATCH = ClauseType(
    id="D10",
    name="meal_ready_dispatch",
    chapter="DSP",
    zh="出餐后调度",
    en="sent when the meal is ready",
    params=(
        ParamSpec("before", "second", "至多提前", "at most so long before", favours="lower"),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="before",
    explain=explain,
    case=("push_s", "ready_s", "before_s"),
)
