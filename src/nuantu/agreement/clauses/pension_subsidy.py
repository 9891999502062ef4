"""C03 pension_subsidy: a share of the pension contribution once monthly income reaches the base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the month's income against the base, the months that reach it, and the subsidy; 0 where none is due."""
    income, base, amount = (format_minor(case[key], case["currency"])
                            for key in ("income_minor", "base_minor", "amount_minor"))
    months, wanted, paid = case["months"], case["months_met"], case["amount_minor"] > 0
    if lang == "zh":
        tail = f"养老保险补贴{amount}。" if paid else "不发养老保险补贴。"
        return f"{case['month']}收入{income}，基数下限{base}；考察月中{months}个月达标（须{wanted}个月），" + tail
    head = f"{case['month']}: income {income}, least base {base}; {months} of the months reach it ({wanted} needed): "
    return head + (f"pension subsidy of {amount}." if paid else "no pension subsidy.")


PENSION_SUBSIDY = ClauseType(
    id="C03",
    name="pension_subsidy",
    chapter="CAR",
    zh="养老补贴",
    en="pension subsidy",
    params=(
        ParamSpec("base", "minor_per_month", "工作地缴费基数下限", "least contribution base of the work place",
                  by_place=True,
                  least=1),
        ParamSpec("ratio", "per_mille", "补贴比例", "share of the contribution", favours="higher", least=1),
        ParamSpec("rate", "per_mille", "缴费费率", "rate of contribution on the base", least=1),
        ParamSpec("months_met", "count", "达标月数", "months that reach the base", favours="lower", least=1),
        ParamSpec("months_seen", "count", "考察月数", "of so many months", favours="higher", least=1),
        ParamSpec("current_counts", "flag", "当月计入考察月", "the current month is one of them"),
        ParamSpec("proof", "flag", "凭缴费证明", "against proof of the contribution", favours="lower", default=True),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="ratio",
    explain=explain,
    base=("current_counts",),
    case=("month", "income_minor", "base_minor", "months", "months_met", "amount_minor", "currency"),
)
