"""D18 fatigue_hard_gate: no hand sends an order past a rest rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the attempt, the rest rule in its way, and what came of it."""
    clock, rule = format_clock(case["at_s"], case.get("tz", DEFAULT_TZ)), say_word(case["rule"], lang)
    rejected = case["outcome"] == "rejected"
    if lang == "zh":
        return f"{clock}有人试图绕过“{rule}”派单，" + ("已被拒绝。" if rejected else "竟被放行。")
    return f"At {clock} someone tried to send an order past {rule}; it was {'rejected' if rejected else 'let through'}."


FATIGUE_HARD_GATE = ClauseType(
    id="D18",
    name="fatigue_hard_gate",
    chapter="DSP",
    zh="防疲劳硬约束",
    en="no way past a rest rule",
    params=(
        ParamSpec("scope", "words", "不得绕过的规则", "rules that cannot be passed", favours="union",
                  words=("daily_stop", "continuous_pause", "soft_cap_confirm")),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="scope",
    explain=explain,
    case=("at_s", "rule", "outcome"),
)
