"""C05 serious_illness: what a family pays itself above a deductible, up to a limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

KINDS = ("severe_illness", "mild_illness", "hospital_stay")
RELATIONS = ("self", "spouse", "parent", "child")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the own part, the deductible and the aid; 0 where none is due."""
    own, deductible, amount = (format_minor(case[key], case["currency"])
                               for key in ("own_minor", "deductible_minor", "amount_minor"))
    if lang == "zh":
        tail = f"帮扶{amount}。" if case["amount_minor"] else "不予帮扶。"
        return f"自付{own}，起付额{deductible}，" + tail
    tail = f"aid of {amount}." if case["amount_minor"] else "no aid."
    return f"Own part {own}, the first {deductible} not counted: " + tail


SERIOUS_ILLNESS = ClauseType(
    id="C05",
    name="serious_illness",
    chapter="CAR",
    zh="大病帮扶",
    en="aid in serious illness",
    params=(
        ParamSpec("deductible", "minor", "起付额", "own part beyond", favours="lower"),
        ParamSpec("most", "minor", "单次上限", "at most each time", favours="higher", least=1),
        ParamSpec("kinds", "words", "帮扶情形", "kinds of illness", favours="union", words=KINDS,
                  default=frozenset({"severe_illness", "mild_illness"})),
        ParamSpec("relations", "words", "帮扶对象", "for whom", favours="union", words=RELATIONS,
                  default=frozenset(RELATIONS)),
        ParamSpec("decide", "day", "决定期限", "decided within", favours="lower", default=None),
        ParamSpec("pay", "day", "发放期限", "paid after the decision within", favours="lower", default=None),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="most",
    explain=explain,
    case=("own_minor", "deductible_minor", "amount_minor", "currency"),
)
