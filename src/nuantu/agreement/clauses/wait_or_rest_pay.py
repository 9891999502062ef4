"""P16 wait_or_rest_pay: long waits at a merchant, and rests that a rule imposes, are paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the time that is paid for (beyond the free part), why, and its amount."""
    paid, what = say_seconds(case["paid_s"], lang), say_word(case["cause"], lang)
    amount = format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"{what}计费{paid}，补贴{amount}。"
    return f"{paid} of {what} is paid with {amount}."


WAIT_OR_REST_PAY = ClauseType(
    id="P16",
    name="wait_or_rest_pay",
    chapter="PAY",
    zh="等待休息补贴",
    en="pay for waiting and rest",
    params=(
        ParamSpec("wait_rate", "minor_per_minute", "等餐每分钟", "for a minute at the merchant", favours="higher"),
        ParamSpec("after", "second", "免计等待", "waits up to this are not paid", favours="lower"),
        ParamSpec("rest_rate", "minor_per_minute", "强制休息每分钟", "for a minute of imposed rest", favours="higher",
                  default=None),
        ParamSpec("rounding", "word", "取整", "rounding", words=("half_up", "up", "down"), default="half_up"),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="wait_rate",
    explain=explain,
    case=("paid_s", "cause", "amount_minor", "currency"),
)
