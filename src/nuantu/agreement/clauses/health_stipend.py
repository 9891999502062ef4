"""C17 health_stipend: a share of a monthly amount, by the mean of weekly hours in a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_share
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the mean week of a quarter, the share that it reaches and the stipend."""
    weekly, share = say_seconds(case["weekly_s"], lang), say_share(case["share_pm"], lang)
    amount = format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"{case['span']}周均接单{weekly}，按{share}发健康津贴{amount}。"
    return f"{case['span']}: {weekly} of accept time in the mean week, a stipend of {share}: {amount}."


HEALTH_STIPEND = ClauseType(
    id="C17",
    name="health_stipend",
    chapter="CAR",
    zh="健康津贴",
    en="health stipend",
    params=(
        ParamSpec("amount", "minor_per_month", "每月全额", "whole amount a month", favours="higher", least=1),
        ParamSpec("tiers", "tiers/second/per_mille", "周均时长档", "share by mean weekly hours"),
        ParamSpec("proof", "flag", "凭参保证明", "against proof of own cover", favours="lower", default=True),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="amount",
    explain=explain,
    case=("span", "weekly_s", "share_pm", "amount_minor", "currency"),
)
