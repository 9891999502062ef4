"""C08 safety_reward: safe distance earns points that can be redeemed, and a month without a breach earns cash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the month's distance without a breach, the points that it earns, and the cash."""
    way, points = say_distance(case["safe_m"], lang), case["points"]
    cash = format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"当月安全里程{way}，得{points}分，安全奖励{cash}。"
    return f"{way} ridden safely in the month: {points} points, and {cash} as a reward."


SAFETY_REWARD = ClauseType(
    id="C08",
    name="safety_reward",
    chapter="CAR",
    zh="安全分奖励",
    en="rewards of safety",
    params=(
        ParamSpec("points", "count", "每段里程得分", "points for each stretch", favours="higher"),
        ParamSpec("per", "metre", "里程段", "a stretch is", favours="lower", least=1),
        ParamSpec("spoilt_by", "words", "违规种类", "spoilt by", favours="intersection",
                  words=("speeding", "distraction", "red_light", "no_helmet", "wrong_way"),
                  default=frozenset({"speeding", "distraction", "red_light", "no_helmet", "wrong_way"})),
        ParamSpec("redeem", "map/count", "兑换所需分", "points that each thing costs", default=None,
                  words=("exemption_card", "gift", "training", "priority", "cash")),
        ParamSpec("amount", "minor_per_month", "无违规月奖励", "for a month without a breach", favours="higher",
                  default=None),
        ParamSpec("least", "metre", "月最少里程", "with at least", favours="lower", default=0),
        ParamSpec("basis", "words", "依据", "earned by", favours="intersection",
                  words=("safe_distance", "score"), default=frozenset({"safe_distance"})),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="points",
    explain=explain,
    case=("safe_m", "points", "amount_minor", "currency"),
)
