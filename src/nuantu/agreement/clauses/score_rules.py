"""D19 score_rules: how points are taken and what they bring, and that no path leads from them to money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how late an order was, the points taken for it, and the score then standing."""
    late, taken, score = say_seconds(case["late_s"], lang), case["points"], case["score"]
    if lang == "zh":
        return f"超时{late}，扣{taken}分，现为{score}分；分数不影响报酬。"
    return f"{late} late: {taken} points off, {score} now stand; points are no money."


SCORE_RULES = ClauseType(
    id="D19",
    name="score_rules",
    chapter="DSP",
    zh="积分规则",
    en="rules of the score",
    params=(
        ParamSpec("start", "count", "初始分", "the score begins at"),
        ParamSpec("late", "tiers/second/count", "超时扣分档位", "points off by lateness"),
        ParamSpec("most", "count", "每单最多扣分", "at most off for one order", favours="lower"),
        ParamSpec("reward_above", "count", "奖励门槛", "rewarded above", favours="lower", default=None),
        ParamSpec("reward_within", "day", "奖励期限", "rewarded within", favours="lower", default=1),
        ParamSpec("rewards", "words", "分数带来", "what points bring",
                  words=("priority", "privilege", "exemption_card", "training", "gift", "cash", "bonus"),
                  default=frozenset()),
    ),
    hooks=frozenset({"check"}),
    principal="most",
    explain=explain,
    case=("late_s", "points", "score"),
)
