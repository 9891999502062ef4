"""P11 no_late_deduction: lateness and bad reviews take no money, under any name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.money import format_minor
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how late an order was and what was taken for it (``taken_minor`` 0 where nothing)."""
    late, taken = say_seconds(case["late_s"], lang), format_minor(case["taken_minor"], case["currency"])
    if lang == "zh":
        return f"超时{late}，" + (f"却扣款{taken}。" if case["taken_minor"] else "未扣款。")
    return f"{late} late: " + (f"{taken} was taken nevertheless." if case["taken_minor"] else "nothing was taken.")


NO_LATE_DEDUCTION = ClauseType(
    id="P11",
    name="no_late_deduction",
    chapter="PAY",
    zh="超时不扣款",
    en="no deduction for lateness",
    params=(
        ParamSpec("reasons", "words", "不得扣款的事由", "no deduction for", favours="union",
                  words=("late", "bad_review"), default=frozenset({"late", "bad_review"})),
    ),
    hooks=frozenset({"check"}),
    principal="reasons",
    explain=explain,
    case=("late_s", "taken_minor", "currency"),
)
