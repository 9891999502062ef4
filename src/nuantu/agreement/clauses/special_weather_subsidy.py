"""P07 special_weather_subsidy: an amount an order while an official alert is in force where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock

KINDS = ("wind", "rain", "heat", "cold", "snow", "fog", "thunder", "haze")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the alert, the moment that counts and the amount."""
    clock = format_clock(case["at_s"], case.get("tz", DEFAULT_TZ))
    amount = format_minor(case["amount_minor"], case["currency"])
    level, kind, moment = (say_word(case[key], lang) for key in ("level", "kind", "at"))
    if lang == "zh":
        return f"{moment}（{clock}）当地{kind}{level}预警生效，该单补贴{amount}。"
    return f"A {kind} alert ({level}) was in force there {moment} ({clock}): {amount} for this order."


SPECIAL_WEATHER_SUBSIDY = ClauseType(
    id="P07",
    name="special_weather_subsidy",
    chapter="PAY",
    zh="特殊天气补贴",
    en="special weather subsidy",
    params=(
        ParamSpec("amount", "minor_per_order", "每单补贴", "for each order", favours="higher"),
        ParamSpec("level", "word", "最低预警级别", "under alerts from this level", favours="lower",
                  words=("blue", "yellow", "orange", "red")),
        ParamSpec("at", "word", "判定时点", "in force", words=("accepted", "delivered")),
        ParamSpec("kinds", "words", "预警种类", "kinds of alert", favours="union", words=KINDS,
                  default=frozenset(KINDS)),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="amount",
    explain=explain,
    base=("at",),
    case=("at_s", "at", "kind", "level", "amount_minor", "currency"),
)
