"""D06 access_friction: more time for compounds that are hard to enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the compound and the time that its orders get."""
    compound, added = case["compound"], say_seconds(case["added_s"], lang)
    if lang == "zh":
        return f"{compound}进门难，该单承诺时间增加{added}。"
    return f"{compound} is hard to enter: the promise of this order has {added} more."


ACCESS_FRICTION = ClauseType(
    id="D06",
    name="access_friction",
    chapter="DSP",
    zh="进门难",
    en="hard to enter",
    params=(
        ParamSpec("added", "map/second", "按小区增加", "more by compound", favours="union"),
        ParamSpec("gate", "second", "其他无通行码小区增加", "more for any other gate that holds riders",
                  favours="higher", default=None),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="added",
    explain=explain,
    case=("compound", "added_s"),
)
