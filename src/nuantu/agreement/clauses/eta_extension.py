"""D04 eta_extension: delays that are not the worker's prolong the promise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell cause, delay and the time that was added to the promise; ``orders`` counts the orders prolonged."""
    cause, delay = say_word(case["cause"], lang), say_seconds(case["delay_s"], lang)
    added, orders = say_seconds(case["added_s"], lang), case["orders"]
    if lang == "zh":
        return f"因{cause}耽误{delay}，{orders}单的承诺时间各延长{added}。"
    plural = "" if orders == 1 else "s"
    return f"Delay of {delay} ({cause}): the promise of {orders} order{plural} was extended by {added}."


ETA_EXTENSION = ClauseType(
    id="D04",
    name="eta_extension",
    chapter="DSP",
    zh="补时",
    en="extension of promises",
    params=(
        ParamSpec("causes", "words", "补时情形", "causes", favours="union", words=("merchant", "weather", "gate")),
        ParamSpec("added", "word_map", "补时时长", "time added by cause", favours="union",
                  words=("merchant", "weather", "gate")),
        ParamSpec("grace", "second", "免计延误", "delays up to this do not count", favours="lower", default=0),
        ParamSpec("cascade", "flag", "连带其他在手订单", "other orders in hand too", favours="higher", default=False),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="causes",
    explain=explain,
    case=("cause", "delay_s", "added_s", "orders"),
)
