"""D11 refusal_right: refusals that cost no score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the reason, the count of the day, and whether the refusal is free."""
    reason, number, allowance = say_word(case["reason"], lang), case["number"], case["free"]
    if case["always_free"]:
        tails = "该原因不计次数，不影响积分", "this reason is always free and costs no score"
    elif number <= allowance:
        tails = f"在每日{allowance}次免责之内，不影响积分", f"within the {allowance} free ones a day, it costs no score"
    else:
        tails = f"已超过每日{allowance}次免责", f"beyond the {allowance} free ones a day"
    if lang == "zh":
        return f"当日第{number}次拒单（{reason}），{tails[0]}。"
    return f"Refusal {number} of the day ({reason}): {tails[1]}."


REFUSAL_RIGHT = ClauseType(
    id="D11",
    name="refusal_right",
    chapter="DSP",
    zh="拒单权",
    en="right to refuse",
    params=(
        ParamSpec("free", "count", "每日免责次数", "free refusals a day", favours="higher"),
        ParamSpec("reasons_always_free", "words", "不计次数的原因", "reasons that are always free", favours="union",
                  words=("far", "vehicle", "health", "safety", "weather", "gate", "other"), default=frozenset()),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="free",
    explain=explain,
    case=("reason", "number", "free", "always_free"),
)
