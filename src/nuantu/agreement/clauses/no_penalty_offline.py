"""R11 no_penalty_offline: going offline, resting and refusing for safety cost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what the worker did and what was taken for it (``points`` 0: nothing)."""
    act, points = say_word(case["act"], lang), case["points"]
    if lang == "zh":
        return f"因{act}" + (f"被扣{points}分，不应扣。" if points else "未受影响，未扣分。")
    return f"For {act} " + (f"{points} points were taken, and must not be." if points else "nothing was taken.")


NO_PENALTY_OFFLINE = ClauseType(
    id="R11",
    name="no_penalty_offline",
    chapter="RST",
    zh="离线不罚",
    en="no penalty for being offline",
    params=(
        ParamSpec("acts", "words", "受保护的行为", "never penalised", favours="union",
                  words=("offline", "rest", "safety_refusal"),
                  default=frozenset({"offline", "rest", "safety_refusal"})),
        ParamSpec("safety", "words", "出于安全的拒单原因", "refusals for safety are those for", favours="union",
                  words=("safety", "weather", "vehicle", "health"), default=frozenset({"safety", "weather"})),
        ParamSpec("window", "day", "观察期", "unexplained measures are asked about for", favours="higher", default=7),
    ),
    hooks=frozenset({"check"}),
    principal="acts",
    explain=explain,
    case=("act", "points"),
)
