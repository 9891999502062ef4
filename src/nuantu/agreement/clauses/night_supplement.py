"""P10 night_supplement: an amount or a share on top for orders of the night."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.components import PLAIN, SHARED
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the moment that counts, the normal pay and what is added."""
    clock = format_clock(case["at_s"], case.get("tz", DEFAULT_TZ))
    normal, added = (format_minor(case[key], case["currency"]) for key in ("normal_minor", "added_minor"))
    moment = say_word(case["at"], lang)
    if lang == "zh":
        return f"{moment}（{clock}）在夜间时段内，该单计酬{normal}，夜间补贴{added}。"
    return f"In the night {moment} ({clock}): {added} on top of {normal}."


NIGHT_SUPPLEMENT = ClauseType(
    id="P10",
    name="night_supplement",
    chapter="PAY",
    zh="夜间补贴",
    en="night supplement",
    params=(
        ParamSpec("begin", "clock", "起", "from"),
        ParamSpec("end", "clock", "止", "to"),
        ParamSpec("at", "word", "判定时点", "decided by the time", words=("accepted", "delivered")),
        ParamSpec("share", "per_mille", "加成比例", "share on top", favours="higher", least=1, default=None),
        ParamSpec("amount", "minor_per_order", "每单补贴", "for each order", favours="higher", least=1, default=None),
        ParamSpec("of", "words", "计提的报酬", "share of", favours="union", words=PLAIN, default=SHARED),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"pay", "check"}),
    principal="share",
    explain=explain,
    base=("begin", "end", "at"),
    case=("at_s", "at", "normal_minor", "added_minor", "currency"),
    one_of=("share", "amount"),
)
