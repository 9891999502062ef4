"""D05 red_light_exclusion: waits at signals are taken off the order's clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the wait at signals and the time that was added to the promise."""
    waited, added = say_seconds(case["waited_s"], lang), say_seconds(case["added_s"], lang)
    if lang == "zh":
        return f"等候信号灯{waited}，承诺时间延长{added}。"
    return f"{waited} of waiting at signals: the promise was extended by {added}."


RED_LIGHT_EXCLUSION = ClauseType(
    id="D05",
    name="red_light_exclusion",
    chapter="DSP",
    zh="红灯剔除",
    en="without red lights",
    params=(
        ParamSpec("share", "per_mille", "剔除比例", "share of the wait", favours="higher", least=1),
        ParamSpec("most", "second", "每单至多", "at most for an order", favours="higher", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="share",
    explain=explain,
    case=("waited_s", "added_s"),
)
