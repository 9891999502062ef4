"""P24 shift_overrun: time is paid when the last delivery ends after the shift."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.money import format_minor
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the end of the shift, the delivery after it, and the time that is paid."""
    ended, done = (format_clock(case[key], case.get("tz", DEFAULT_TZ)) for key in ("offline_s", "deliver_s"))
    time, amount = say_seconds(case["paid_s"], lang), format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"{ended}下班，最后一单{done}送达，加计{time}，{amount}。"
    return f"Shift over at {ended}, last order delivered at {done}: {time} are paid, {amount}."


SHIFT_OVERRUN = ClauseType(
    id="P24",
    name="shift_overrun",
    chapter="PAY",
    zh="末单超时补贴",
    en="pay for overrunning the shift",
    params=(
        ParamSpec("paid_time", "second", "加计时间", "time that is paid", favours="higher", least=1),
        ParamSpec("rate", "minor_per_hour", "每小时", "at", favours="higher", least=1),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="rate",
    explain=explain,
    case=("offline_s", "deliver_s", "paid_s", "amount_minor", "currency"),
)
