"""D14 preference_constraints: wishes of a worker that dispatch obeys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the greatest distance that the worker wants."""
    most = say_distance(case["most_m"], lang)
    if lang == "zh":
        return f"本人设定配送距离不超过{most}，更远的订单不派。"
    return f"The worker wants no deliveries beyond {most}: none is sent."


PREFERENCE_CONSTRAINTS = ClauseType(
    id="D14",
    name="preference_constraints",
    chapter="DSP",
    zh="偏好",
    en="wishes that bind",
    params=(
        ParamSpec("honoured", "words", "尊重的偏好", "wishes that are obeyed", favours="union",
                  words=("max_distance",)),
        ParamSpec("least", "metre", "至少可设", "not below", favours="lower", default=0),
        ParamSpec("notice", "second", "生效前", "obeyed after", favours="lower", default=0),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="honoured",
    explain=explain,
    case=("most_m",),
)
