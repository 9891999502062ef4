"""R04 continuous_pause: the rest that follows a long stretch of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the stretch of work and the window in which nothing is pushed."""
    stretch = say_seconds(case["continuous_s"], lang)
    begin, end = (format_clock(case[key], case.get("tz", DEFAULT_TZ)) for key in ("from_s", "to_s"))
    if lang == "zh":
        return f"连续接单{stretch}，在手订单送完后，{begin}至{end}暂停推单休息。"
    return f"After {stretch} of unbroken work, orders in hand once done, nothing was pushed from {begin} to {end}."


CONTINUOUS_PAUSE = ClauseType(
    id="R04",
    name="continuous_pause",
    chapter="RST",
    zh="连续接单暂停",
    en="pause after continuous work",
    params=(
        ParamSpec("after", "second", "连续接单时长", "after continuous work of", favours="lower", least=1),
        ParamSpec("pause", "second", "暂停时长", "pushes pause for", favours="higher", least=1),
        ParamSpec("gap", "second", "中断连续的间隔", "broken only by a gap of", favours="higher", least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="after",
    explain=explain,
    case=("continuous_s", "from_s", "to_s"),
)
