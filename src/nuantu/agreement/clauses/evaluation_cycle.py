"""G14 evaluation_cycle: systems are evaluated at least every so many months, with representatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

SYSTEMS = ("pricing", "dispatch", "eta", "route", "score", "monitoring", "decision")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what is evaluated, how often, and how many representatives took part; None: no evaluation on record."""
    system, count = say_word(case["system"], lang), case["representatives"]
    if lang == "zh":
        tail = "没有评估记录。" if count is None else f"劳动者代表{count}人参与。"
        return f"{system}至少每{case['months']}个月评估一次，" + tail
    tail = "none is on record." if count is None else f"{count} representatives took part."
    return f"An evaluation of {system} at least every {case['months']} months: {tail}"


EVALUATION_CYCLE = ClauseType(
    id="G14",
    name="evaluation_cycle",
    chapter="GOV",
    zh="定期评估",
    en="evaluation at intervals",
    params=(
        ParamSpec("every", "month", "评估间隔", "evaluated at least every", favours="lower", least=1),
        ParamSpec("representatives", "count", "劳动者代表人数", "workers' representatives at least", favours="higher",
                  default=0),
        ParamSpec("systems", "words", "评估对象", "what is evaluated", favours="union", words=SYSTEMS),
    ),
    hooks=frozenset({"check"}),
    principal="every",
    explain=explain,
    case=("system", "representatives", "months"),
)
