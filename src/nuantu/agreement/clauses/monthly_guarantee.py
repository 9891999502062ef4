"""P03 monthly_guarantee: pay of a month reaches an amount, for those who have just begun or for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import COUNTED, LONGER
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the month of employment, the days attended, what is guaranteed, what was earned and what is added."""
    amount, earned, topup = (format_minor(case[key], case["currency"])
                             for key in ("amount_minor", "included_minor", "topup_minor"))
    days = case["attended_days"]
    if lang == "zh":
        which = "" if case["month_no"] is None else f"入职第{case['month_no']}个整月，"
        return f"{which}出勤{days}天，保底{amount}，已得{earned}，补{topup}。"
    which = "" if case["month_no"] is None else f"Whole month {case['month_no']} of employment, "
    return f"{which}{days} days attended: {amount} is guaranteed, {earned} was earned, {topup} is added."


MONTHLY_GUARANTEE = ClauseType(
    id="P03",
    name="monthly_guarantee",
    chapter="PAY",
    zh="月收入保底",
    en="guaranteed pay of a month",
    params=(
        ParamSpec("amount", "minor_per_month", "每月不低于", "at least", favours="higher", least=1),
        ParamSpec("months", "month", "入职后前几个整月", "in the first whole months of employment", favours="higher",
                  least=1, default=None),
        ParamSpec("attendance", "day", "须出勤天数", "for those who attended on", favours="lower", default=0),
        ParamSpec("include", "words", "计入的报酬", "pay that counts", favours="intersection", words=LONGER,
                  default=COUNTED | {"floor_topup"}),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    case=("month_no", "attended_days", "amount_minor", "included_minor", "topup_minor", "currency"),
)
