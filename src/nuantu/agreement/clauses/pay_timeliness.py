"""P15 pay_timeliness: pay comes in short cycles, soon after each ends, whole and without a fee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell a cycle's length, how many days after its end it was paid, and how much."""
    paid, days, after, within = (format_minor(case["paid_minor"], case["currency"]), case["cycle_days"],
                                 case["after_days"], case["within_days"])
    if lang == "zh":
        return f"{days}天一个周期，期满后第{after}天发放{paid}（应在{within}天内）。"
    return f"For a cycle of {days} days {paid} was paid {after} days after its end (due within {within})."


PAY_TIMELINESS = ClauseType(
    id="P15",
    name="pay_timeliness",
    chapter="PAY",
    zh="按时足额",
    en="pay in time and in full",
    params=(
        ParamSpec("cycle", "day", "结算周期最长", "a cycle lasts at most", favours="lower", least=1),
        ParamSpec("within", "day", "期满后最迟", "paid at most so long after its end", favours="lower"),
        ParamSpec("no_fee", "flag", "不收手续费", "without a fee", favours="higher", default=True),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("cycle_days", "after_days", "within_days", "paid_minor", "currency"),
)
