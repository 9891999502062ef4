"""R14 rest_place_link: a reminder names a station nearby."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the station that the reminder named and how far it was."""
    station, away = case["station"], say_distance(case["distance_m"], lang)
    if lang == "zh":
        return f"提醒时指引到{station}休息，距离{away}。"
    return f"The reminder named {station} as a place to rest, {away} away."


REST_PLACE_LINK = ClauseType(
    id="R14",
    name="rest_place_link",
    chapter="RST",
    zh="休息引导",
    en="the way to a rest place",
    params=(
        ParamSpec("radius", "metre", "距离不超过", "no farther than", favours="lower", least=1),
    ),
    hooks=frozenset({"check"}),
    principal="radius",
    explain=explain,
    case=("station", "distance_m"),
)
