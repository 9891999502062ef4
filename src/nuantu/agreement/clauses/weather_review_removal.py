"""C16 weather_review_removal: a bad review of a delivery under an alert is taken out in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.clauses.special_weather_subsidy import KINDS
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how long the review was taken out; ``removed_after_s`` is None where it was not."""
    within, after = say_seconds(case["within_s"], lang), case["removed_after_s"]
    if lang == "zh":
        tail = "没有剔除。" if after is None else f"{say_seconds(after, lang)}后剔除。"
        return f"特殊天气差评应在{within}内剔除，" + tail
    tail = "it was not." if after is None else f"it was after {say_seconds(after, lang)}."
    return f"A bad review under an alert is removed within {within}: {tail}"


WEATHER_REVIEW_REMOVAL = ClauseType(
    id="C16",
    name="weather_review_removal",
    chapter="CAR",
    zh="天气差评剔除",
    en="removal of weather's bad reviews",
    params=(
        ParamSpec("within", "second", "剔除时限", "removed within", favours="lower", least=1),
        ParamSpec("level", "word", "最低预警级别", "under alerts from this level", favours="lower",
                  words=("blue", "yellow", "orange", "red")),
        ParamSpec("kinds", "words", "预警种类", "kinds of alert", favours="union", words=KINDS,
                  default=frozenset(KINDS)),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("removed_after_s", "within_s"),
)
