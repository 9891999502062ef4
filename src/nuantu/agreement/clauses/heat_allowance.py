"""P08 heat_allowance: money for work in the heat, by the month or by the hot day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the days that count, what a full month or a day gives, and the sum."""
    rate, total = (format_minor(case[key], case["currency"]) for key in ("rate_minor", "amount_minor"))
    days, full = case["days"], case["full_days"]
    if lang == "zh":
        how = f"满{full}天{rate}" if full > 1 else f"每天{rate}"
        return f"高温期间出勤{days}天，{how}，高温津贴{total}。"
    how = f"{rate} for {full} days" if full > 1 else f"{rate} a day"
    return f"{days} days worked in the heat at {how}: {total}."


HEAT_ALLOWANCE = ClauseType(
    id="P08",
    name="heat_allowance",
    chapter="PAY",
    zh="高温津贴",
    en="heat allowance",
    params=(
        ParamSpec("monthly", "minor_per_month", "每月津贴", "a month", favours="higher", least=1, default=None),
        ParamSpec("full_attendance", "day", "满勤天数", "for this many days of work", favours="lower", least=1,
                  default=None),
        ParamSpec("daily", "minor_per_day", "每个高温日津贴", "a hot day", favours="higher", least=1, default=None),
        ParamSpec("threshold", "celsius_tenths", "高温标准", "hot from", favours="lower", default=350),
        ParamSpec("first_day", "month_day", "起始日", "from the day", default=601),
        ParamSpec("last_day", "month_day", "截止日", "to the day", default=831),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="first_day",
    explain=explain,
    base=("first_day", "last_day"),
    case=("days", "full_days", "rate_minor", "amount_minor", "currency"),
    together=(("monthly", "full_attendance"),),
    one_of=("monthly", "daily"),
)
