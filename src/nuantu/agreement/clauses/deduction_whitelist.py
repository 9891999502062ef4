"""P12 deduction_whitelist: money is taken from pay only for listed reasons, and only so much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

#: What money might be taken for: matters of goods and contributions, and those that no good list holds.
REASONS = ("damage", "loss", "fraud", "refund", "equipment", "insurance", "tax", "advance", "late", "bad_review",
           "score")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was taken, for what, and the most that may be taken from an order (``None``: no cap)."""
    taken, reason = format_minor(case["taken_minor"], case["currency"]), say_word(case["reason"], lang)
    cap = None if case["cap_minor"] is None else format_minor(case["cap_minor"], case["currency"])
    if lang == "zh":
        return f"因{reason}扣款{taken}" + (f"，每单最多可扣{cap}。" if cap else "。")
    return f"{taken} was taken for {reason}" + (f"; at most {cap} an order may be." if cap else ".")


DEDUCTION_WHITELIST = ClauseType(
    id="P12",
    name="deduction_whitelist",
    chapter="PAY",
    zh="扣款清单",
    en="list of lawful deductions",
    params=(
        ParamSpec("reasons", "words", "可扣款的事由", "deductions only for", favours="intersection", words=REASONS),
        ParamSpec("per_order", "minor_per_order", "每单最多", "at most from one order", favours="lower", default=None),
        ParamSpec("per_month", "per_mille", "每月最多占报酬", "at most of a month's pay", favours="lower",
                  default=None),
    ),
    hooks=frozenset({"check"}),
    principal="reasons",
    explain=explain,
    case=("taken_minor", "reason", "cap_minor", "currency"),
)
