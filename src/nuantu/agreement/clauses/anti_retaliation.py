"""G10 anti_retaliation: after a complaint no measure against the worker without a reason on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

MEASURES = ("suspension", "score_change", "deduction_line", "measure_taken")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many days after a complaint which measure came without its reason."""
    measure = say_word(case["measure"], lang)
    if lang == "zh":
        return f"投诉后{case['span']}天内受保护，第{case['days']}天无理由采取{measure}。"
    return f"Protected for {case['span']} days after a complaint: {measure} without a reason on day {case['days']}."


ANTI_RETALIATION = ClauseType(
    id="G10",
    name="anti_retaliation",
    chapter="GOV",
    zh="禁止报复",
    en="no retaliation",
    params=(
        ParamSpec("span", "day", "保护期", "protected for", favours="higher", least=1),
        ParamSpec("needs", "word", "措施须附", "a measure needs", favours="higher", words=("reason", "explanation")),
        ParamSpec("measures", "words", "不利措施", "measures against a worker", favours="union", words=MEASURES,
                  default=frozenset(MEASURES)),
    ),
    hooks=frozenset({"check"}),
    principal="span",
    explain=explain,
    case=("days", "span", "measure"),
)
