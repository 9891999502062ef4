"""What a try is measured by: the engine's outcomes under their names, in whole units.

The engine tells yuan, hours, minutes, km/h and shares; here they are minor units, seconds, metres an hour and per
mille, so that a limit is a whole number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(Enum):
    """How an outcome is counted here: the words after the dash are the unit of limits."""

    MONEY_HOUR = "minor units an hour"
    MONEY_ORDER = "minor units an order"
    DURATION = "seconds"
    SHARE = "per mille"
    SPEED = "metres an hour"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: the engine's name of it, its name in full and in short, how it is counted, our units in one of the
    engine's."""

    key: str
    name: Any
    short: Any
    kind: Kind
    scale: int


#: In the order in which pages tell them.
OUTCOMES: Mapping[str, Outcome] = {one.key: one for one in (
    Outcome("pay_lowest_tenth", _("最低一成每小时"), _("最低一成"), Kind.MONEY_HOUR, 100),
    Outcome("pay_per_hour", _("平均每小时"), _("平均收入"), Kind.MONEY_HOUR, 100),
    Outcome("hours", _("在岗时长"), _("时长"), Kind.DURATION, 3600),
    Outcome("waiting_min", _("等餐"), _("等餐"), Kind.DURATION, 60),
    Outcome("gate_min", _("门口耽误"), _("门口耽误"), Kind.DURATION, 60),
    Outcome("late_share", _("超时率"), _("超时"), Kind.SHARE, 1000),
    Outcome("required_speed_kmh", _("要求的车速"), _("车速"), Kind.SPEED, 1000),
    Outcome("delivered_share", _("送达率"), _("送达"), Kind.SHARE, 1000),
    Outcome("pay_gini", _("收入差距（基尼系数）"), _("收入差距"), Kind.SHARE, 1000),
    Outcome("cost_per_order", _("每单成本"), _("成本"), Kind.MONEY_ORDER, 100),
)}


def scale_number(outcome: Outcome, number: float) -> float:
    """A number of the engine in our unit; binary dust is rounded away, so that 28.80 yuan are 2880."""
    return round(number * outcome.scale, 6)


def scale_cell(told: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """``after`` and ``diff`` of every known outcome of an answer, in our units."""
    return {key: {measure: scale_number(one, told[key][measure]) for measure in ("after", "diff")}
            for key, one in OUTCOMES.items() if key in told and told[key]["after"] is not None}
