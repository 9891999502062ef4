"""R03 daily_stop: the working time from which nothing new is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the working time against the stop, and whether it was reached."""
    worked, stop = case["worked_s"], say_seconds(case["stop_after_s"], lang)
    left = case["stop_after_s"] - worked
    if lang == "zh":
        tail = f"还可接单{say_seconds(left, lang)}" if left > 0 else "已停止派单，在手订单可以送完"
        return f"工时{say_seconds(worked, lang)}，单日上限{stop}，{tail}。"
    tail = f"{say_seconds(left, lang)} left" if left > 0 else "nothing new is sent, orders in hand may be finished"
    return f"Working time {say_seconds(worked, lang)} of at most {stop} a day: {tail}."


DAILY_STOP = ClauseType(
    id="R03",
    name="daily_stop",
    chapter="RST",
    zh="单日上限强制下线",
    en="daily stop",
    params=(
        ParamSpec("stop_after", "second", "单日工时上限", "nothing new from", favours="lower", least=1),
        ParamSpec("in_flight", "word", "在手订单", "orders in hand", words=("finish",), default="finish"),
        ParamSpec("reset", "word", "重计方式", "counted over", words=("calendar_day", "rolling_24h")),
        ParamSpec("tolerance", "second", "数据延迟容差", "lag of the data", favours="lower", default=0),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="stop_after",
    explain=explain,
    base=("reset",),
    case=("worked_s", "stop_after_s"),
)
