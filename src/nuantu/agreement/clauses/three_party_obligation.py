"""G13 three_party_obligation: every clause binds one of the parties at the table, and each party is bound by some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

PARTIES = ("platform", "partner_company", "union", "rider_side", "joint")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell who answers for a clause."""
    obligor = say_word(case["obligor"], lang)
    if lang == "zh":
        return f"条款{case['clause']}由{obligor}负责。"
    return f"Clause {case['clause']} binds: {obligor}."


THREE_PARTY_OBLIGATION = ClauseType(
    id="G13",
    name="three_party_obligation",
    chapter="GOV",
    zh="三方义务",
    en="obligations of each party",
    params=(
        ParamSpec("parties", "words", "缔约方", "parties", favours="union", words=PARTIES),
        ParamSpec("each", "flag", "各方均有义务", "each party is bound by some clause", favours="higher",
                  default=False),
    ),
    hooks=frozenset({"check"}),
    principal="parties",
    explain=explain,
    case=("clause", "obligor"),
)
