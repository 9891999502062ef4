"""G15 renewal_window: the two sides meet on renewal within so many months before the agreement ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell on which day the sides met on renewal, and when the agreement ends; None where they did not."""
    met, ends = case["met"], case["ends"]
    if lang == "zh":
        return f"协议{ends}期满，" + ("期满前没有商谈续签。" if met is None else f"{met}商谈续签。")
    tail = "the sides did not meet on renewal." if met is None else f"the sides met on renewal on {met}."
    return f"The agreement ends on {ends}: {tail}"


RENEWAL_WINDOW = ClauseType(
    id="G15",
    name="renewal_window",
    chapter="GOV",
    zh="续签窗口",
    en="window for renewal",
    params=(
        ParamSpec("before", "month", "期满前", "within so long before the end", favours="higher", least=1),
        ParamSpec("ends", "date", "期满日", "last day of the agreement"),
    ),
    hooks=frozenset({"check"}),
    principal="before",
    explain=explain,
    base=("ends",),
    case=("met", "ends"),
)
