"""C06 child_education: aid for a worker's child under an age, up to a limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

KINDS = ("schooling", "child_emergency")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the child's age against the limit, what was asked for and the aid; 0 where none is due."""
    asked, amount = (format_minor(case[key], case["currency"]) for key in ("asked_minor", "amount_minor"))
    age, limit = case["age"], case["age_below"]
    if lang == "zh":
        tail = f"帮扶{amount}。" if case["amount_minor"] else "不予帮扶。"
        return f"子女{age}周岁（须未满{limit}周岁），申请{asked}，" + tail
    tail = f"aid of {amount}." if case["amount_minor"] else "no aid."
    return f"A child aged {age} (younger than {limit}), {asked} asked for: " + tail


CHILD_EDUCATION = ClauseType(
    id="C06",
    name="child_education",
    chapter="CAR",
    zh="子女教育",
    en="aid for children",
    params=(
        ParamSpec("most", "minor", "单次上限", "at most each time", favours="higher", least=1),
        ParamSpec("age_below", "count", "子女未满周岁", "children younger than", favours="higher", least=1),
        ParamSpec("kinds", "words", "帮扶情形", "kinds of aid", favours="union", words=KINDS,
                  default=frozenset(KINDS)),
        ParamSpec("decide", "day", "决定期限", "decided within", favours="lower", default=None),
        ParamSpec("pay", "day", "发放期限", "paid after the decision within", favours="lower", default=None),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="most",
    explain=explain,
    case=("age", "age_below", "asked_minor", "amount_minor", "currency"),
)
