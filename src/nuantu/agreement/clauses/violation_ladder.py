"""D23 violation_ladder: breaches of safety are answered step by step, and the last step by a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

#: Steps from the mildest.
STEPS = ("reminder", "warning", "pause", "training")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the step that was taken, the breaches that it answers, and how many it needs."""
    step, found, needed, days = say_word(case["step"], lang), case["violations"], case["needed"], case["days"]
    if lang == "zh":
        return f"{days}天内违规{found}次，采取{step}（须满{needed}次）。"
    return f"{found} breaches in {days} days: {step} (from {needed} on)."


VIOLATION_LADDER = ClauseType(
    id="D23",
    name="violation_ladder",
    chapter="DSP",
    zh="分层治理",
    en="ladder of measures",
    params=(
        ParamSpec("steps", "map/count", "各级所需次数", "breaches that each step needs", words=STEPS, least=1),
        ParamSpec("window", "day", "计数窗口", "counted over", favours="lower", least=1),
        ParamSpec("person_from", "word", "由人决定的级别", "decided by a person from", favours="lower", words=STEPS,
                  default="training"),
        ParamSpec("longest_pause", "second", "暂停最长", "a pause lasts at most", favours="lower", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="steps",
    explain=explain,
    case=("step", "violations", "needed", "days"),
)
