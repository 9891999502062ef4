"""G04 human_review: a review is decided in time, by another person, who says what was examined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how many days the review was decided and how; None where it was not."""
    days, within = case["days"], case["within"]
    if lang == "zh":
        tail = "没有决定。" if days is None else f"第{days}天决定：{say_word(case['outcome'], lang)}。"
        return f"复核应在{within}天内由人决定，" + tail
    tail = "it was not." if days is None else f"it was after {days}: {say_word(case['outcome'], lang)}."
    return f"A review is decided by a person within {within} days: {tail}"


HUMAN_REVIEW = ClauseType(
    id="G04",
    name="human_review",
    chapter="GOV",
    zh="人工复核",
    en="review by a person",
    params=(
        ParamSpec("within", "day", "复核期限", "decided within", favours="lower", least=1),
        ParamSpec("other_person", "flag", "须非原决定人", "by another person than before", favours="higher",
                  default=True),
        ParamSpec("examined", "count", "至少列明审查项", "things examined, named at least", favours="higher",
                  default=1),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("days", "within", "outcome"),
)
