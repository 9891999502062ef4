"""R10 self_rest_slot: times in which a worker wants no orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the slot in which nothing is sent."""
    begin, end = (format_clock(case[key], case.get("tz", DEFAULT_TZ)) for key in ("from_s", "to_s"))
    if lang == "zh":
        return f"本人选定{begin}至{end}休息，其间不派单。"
    return f"The worker chose to rest from {begin} to {end}: nothing is sent meanwhile."


SELF_REST_SLOT = ClauseType(
    id="R10",
    name="self_rest_slot",
    chapter="RST",
    zh="自选休息",
    en="rest slots of one's own choice",
    params=(
        ParamSpec("notice", "second", "须提前设定", "to be set so long before", favours="lower"),
        ParamSpec("slots", "count", "每日最多时段", "at most so many a day", favours="higher", default=None, least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="notice",
    explain=explain,
    case=("from_s", "to_s"),
)
