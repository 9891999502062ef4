"""P04 engaged_time_distance_floor: pay reaches so much for engaged time and so much for distance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import COUNTED, LONGER
from nuantu.agreement.wording import say_distance, say_seconds
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell time and distance, what each gives, the least for an order, what was paid and what is added."""
    time, way = say_seconds(case["counted_s"], lang), say_distance(case["distance_m"], lang)
    keys = ("time_minor", "distance_minor", "offer_minor", "due_minor", "included_minor", "topup_minor")
    by_time, by_way, least, due, paid, topup = (format_minor(case[key], case["currency"]) for key in keys)
    offered = case["offer_minor"] > 0
    if lang == "zh":
        tail = f"，每单不低于{least}" if offered else ""
        return f"接单时间{time}计{by_time}，里程{way}计{by_way}{tail}，应得{due}，已得{paid}，补{topup}。"
    tail = f", at least {least} for the order" if offered else ""
    return f"{time} give {by_time} and {way} give {by_way}{tail}: {due}; {paid} was paid, {topup} is added."


ENGAGED_TIME_DISTANCE_FLOOR = ClauseType(
    id="P04",
    name="engaged_time_distance_floor",
    chapter="PAY",
    zh="时长里程下限",
    en="floor by engaged time and distance",
    params=(
        ParamSpec("form", "word", "形式", "form", words=("true_up", "per_order")),
        ParamSpec("distance_rate", "minor", "里程单价", "for each unit of distance", favours="higher"),
        ParamSpec("distance_unit", "word", "里程单位", "unit of distance", words=("km", "mile"), default="km"),
        ParamSpec("wage", "minor_per_hour", "当地最低工资", "local minimum wage (true_up)", favours="higher", least=1,
                  by_place=True, default=None),
        ParamSpec("share", "per_mille", "最低工资的倍数", "multiple of it (true_up)", favours="higher", least=1,
                  default=None),
        ParamSpec("period", "word", "结算周期", "trued up over each (true_up)", words=("day", "week", "month"),
                  default="week"),
        ParamSpec("minute_rate", "minor_per_minute", "每分钟", "for each minute (per_order)", favours="higher", least=1,
                  default=None),
        ParamSpec("offer_minimum", "minor_per_order", "每单不低于", "at least for an order (per_order)",
                  favours="higher", default=0),
        ParamSpec("include", "words", "计入的报酬", "pay that counts", favours="intersection", words=LONGER,
                  default=COUNTED),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="distance_rate",
    explain=explain,
    base=("form", "distance_unit", "period"),
    case=("counted_s", "distance_m", "time_minor", "distance_minor", "offer_minor", "due_minor", "included_minor",
          "topup_minor", "currency"),
    together=(("wage", "share"),),
    one_of=("wage", "minute_rate"),
)
