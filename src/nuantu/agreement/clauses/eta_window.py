"""D03 eta_window: a span is promised in place of a moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the window that was shown."""
    begin, end = (format_clock(case[key], case.get("tz", DEFAULT_TZ)) for key in ("from_s", "to_s"))
    width = say_seconds(case["to_s"] - case["from_s"], lang)
    if lang == "zh":
        return f"向顾客展示时间段{begin}至{end}（{width}），晚于{end}才算超时。"
    return f"The customer is shown {begin} to {end} ({width}); only after {end} is it late."


ETA_WINDOW = ClauseType(
    id="D03",
    name="eta_window",
    chapter="DSP",
    zh="时间段",
    en="a window of time",
    params=(
        ParamSpec("width", "second", "时间段宽度", "at least so wide", favours="higher", least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="width",
    explain=explain,
    case=("from_s", "to_s"),
)
