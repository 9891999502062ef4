"""D21 no_adverse_priority: complaints, union work, refusals and rest put nobody at a disadvantage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word, say_words
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what dispatch looks at (``fields``) and which of it is banned (``None``: nothing)."""
    fields, banned = say_words(case["fields"], lang), case["banned"]
    if lang == "zh":
        return f"派单考虑：{fields}" + (f"；其中{say_word(banned, lang)}不得使用。" if banned else "；没有禁用项。")
    tail = f"{say_word(banned, lang)} must not be used." if banned else "nothing banned among them."
    return f"Dispatch looks at {fields}: {tail}"


NO_ADVERSE_PRIORITY = ClauseType(
    id="D21",
    name="no_adverse_priority",
    chapter="DSP",
    zh="不降优先级",
    en="no adverse priority",
    params=(
        ParamSpec("banned", "words", "不得使用", "never used", favours="union",
                  words=("complaint", "union", "refusal", "rest", "offline", "review", "health", "pregnancy"),
                  default=frozenset({"complaint", "union", "refusal", "rest"})),
    ),
    hooks=frozenset({"check"}),
    principal="banned",
    explain=explain,
    case=("fields", "banned"),
)
