"""G05 human_only_suspension: only a person suspends, restricts or ends an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell who suspended the account."""
    actor = say_word(case["actor"], lang)
    if lang == "zh":
        return f"停用由{actor}作出。"
    return f"The suspension was decided by {actor}."


HUMAN_ONLY_SUSPENSION = ClauseType(
    id="G05",
    name="human_only_suspension",
    chapter="GOV",
    zh="停用须人工",
    en="suspension by a person only",
    params=(
        ParamSpec("scope", "words", "适用措施", "measures", favours="union", words=("suspension", "measure")),
        ParamSpec("named", "flag", "须记录决定人", "the person is on record", favours="higher", default=False),
    ),
    hooks=frozenset({"check"}),
    principal="scope",
    explain=explain,
    case=("actor",),
)
