"""P02 aggregate_floor: pay of all workers together reaches a rate for their time on trips and on call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import COUNTED, LONGER
from nuantu.agreement.wording import say_seconds
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the pool's time, what it should have been paid, and this worker's share of what was short."""
    pool, own = (say_seconds(case[key], lang) for key in ("pool_s", "counted_s"))
    keys = ("rate_minor", "due_minor", "included_minor", "pool_short_minor", "share_minor")
    rate, due, paid, short, share = (format_minor(case[key], case["currency"]) for key in keys)
    if lang == "zh":
        return f"全体在线{pool}，按每小时{rate}应付{due}，实付{paid}，差{short}按时间分摊；本人{own}，分得{share}。"
    return (f"{pool} of all workers at {rate}/h makes {due}; {paid} was paid, {short} is shared out by time: "
            f"{own} of one worker give {share}.")


AGGREGATE_FLOOR = ClauseType(
    id="P02",
    name="aggregate_floor",
    chapter="PAY",
    zh="群体合计下限",
    en="floor of all pay together",
    params=(
        ParamSpec("rate", "minor_per_hour", "每小时不低于", "for each hour on a trip or on call", favours="higher",
                  least=1),
        ParamSpec("period", "word", "结算周期", "summed over each", words=("day", "week", "month")),
        ParamSpec("include", "words", "计入的报酬", "pay that counts", favours="intersection", words=LONGER,
                  default=COUNTED | {"floor_topup"}),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="rate",
    explain=explain,
    base=("period",),
    case=("counted_s", "pool_s", "rate_minor", "due_minor", "included_minor", "pool_short_minor", "share_minor",
          "currency"),
)
