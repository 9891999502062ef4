"""D07 concurrency_cap: how many orders a worker may have in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell orders in hand against the cap of this worker at this moment."""
    in_hand, cap = case["in_hand"], case["cap"]
    if lang == "zh":
        tail = "不能再接" if in_hand >= cap else f"还可再接{cap - in_hand}单"
        return f"在手{in_hand}单，上限{cap}单，{tail}。"
    tail = "no more may be accepted" if in_hand >= cap else f"{cap - in_hand} more may be accepted"
    return f"{in_hand} in hand of at most {cap}: {tail}."


CONCURRENCY_CAP = ClauseType(
    id="D07",
    name="concurrency_cap",
    chapter="DSP",
    zh="同时在手上限",
    en="cap on orders in hand",
    params=(
        ParamSpec("cap", "count", "上限", "at most", favours="lower", least=1),
        ParamSpec("cap_new", "count", "新手上限", "for those new to the work", favours="lower", default=None, least=1),
        ParamSpec("new_days", "count", "新手天数", "new up to this many days", favours="higher", default=None, least=1),
        ParamSpec("cap_alert", "count", "预警时上限", "under an alert", favours="lower", default=None, least=1),
        ParamSpec("alert_level", "word", "预警级别", "alerts from this level", favours="lower",
                  words=("blue", "yellow", "orange", "red"), default=None),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="cap",
    explain=explain,
    case=("in_hand", "cap"),
    together=(("cap_new", "new_days"), ("cap_alert", "alert_level")),
)
