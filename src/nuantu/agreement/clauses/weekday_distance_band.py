"""P21 weekday_distance_band: piece rate of an order, a base and an amount by distance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_distance
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the distance of an order and the two parts of its rate."""
    base, band = (format_minor(case[key], case["currency"]) for key in ("base_minor", "band_minor"))
    total = format_minor(case["base_minor"] + case["band_minor"], case["currency"])
    distance = say_distance(case["distance_m"], lang)
    if lang == "zh":
        return f"基础配送费{base}，距离{distance}加{band}，合计{total}。"
    return f"Base fee {base}, and {band} for {distance}: {total}."


WEEKDAY_DISTANCE_BAND = ClauseType(
    id="P21",
    name="weekday_distance_band",
    chapter="PAY",
    zh="按单按距计价",
    en="piece rate by distance",
    params=(
        ParamSpec("base", "minor_per_order", "每单基础", "for each order", favours="higher"),
        ParamSpec("weekdays", "map/minor_per_order", "按星期的每单基础", "base on these weekdays", favours="union",
                  words=WEEKDAYS, default=None),
        ParamSpec("bands", "bands", "距离加价", "by distance", favours="higher", default=()),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="base",
    explain=explain,
    case=("base_minor", "band_minor", "distance_m", "currency"),
)
