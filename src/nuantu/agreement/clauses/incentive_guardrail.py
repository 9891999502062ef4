"""P19 incentive_guardrail: no bonus can be reached only by working beyond the limits on hours and days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the working time that a tier needs and what the rest rules allow in the same period."""
    needs, allows = say_seconds(case["needs_s"], lang), say_seconds(case["allows_s"], lang)
    if lang == "zh":
        return f"该档奖励需要工作{needs}，休息规则最多允许{allows}。"
    return f"The tier needs {needs} of work; the rules on rest allow {allows}."


INCENTIVE_GUARDRAIL = ClauseType(
    id="P19",
    name="incentive_guardrail",
    chapter="PAY",
    zh="冲单奖限制",
    en="limits to volume bonuses",
    params=(
        ParamSpec("period", "word", "奖励周期", "a bonus counts over a", words=("day", "week", "month")),
        ParamSpec("hours", "tiers/second/minor", "按工时的档位", "tiers by working time", default=None),
        ParamSpec("orders", "tiers/count/minor", "按单量的档位", "tiers by orders", default=None),
        ParamSpec("days", "tiers/day/minor", "按出勤的档位", "tiers by days worked", default=None),
        ParamSpec("pace", "count", "每小时单量", "orders that an hour allows", default=None, least=1),
        ParamSpec("requires", "words", "附加条件", "also asks for", favours="intersection",
                  words=("score", "priority", "privilege", "safety_points", "attendance", "completion"),
                  default=frozenset()),
    ),
    hooks=frozenset({"check"}),
    principal="period",
    explain=explain,
    base=("period",),
    case=("needs_s", "allows_s"),
    together=(("orders", "pace"),),
    one_of=("hours", "orders", "days"),
)
