"""P20 partner_pay_guarantee: where a partner company pays late, the platform advances the pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how late the partner was and within how many days the platform advanced the pay."""
    paid, late, days = format_minor(case["paid_minor"], case["currency"]), case["late_days"], case["advance_days"]
    if lang == "zh":
        return f"合作商迟发{late}天，平台应在{days}天内垫付{paid}。"
    return f"The partner is {late} days late; the platform advances {paid} within {days} days."


PARTNER_PAY_GUARANTEE = ClauseType(
    id="P20",
    name="partner_pay_guarantee",
    chapter="PAY",
    zh="合作商支付监督",
    en="guarantee of partners' pay",
    params=(
        ParamSpec("due", "day", "合作商应发期限", "the partner pays within, after the cycle", favours="lower"),
        ParamSpec("advance", "day", "平台垫付期限", "the platform advances within, after that", favours="lower"),
    ),
    hooks=frozenset({"check"}),
    principal="advance",
    explain=explain,
    case=("paid_minor", "late_days", "advance_days", "currency"),
)
