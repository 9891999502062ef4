"""G08 rollout_commitment: something is to hold in so many places by a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many places are covered, of how many, by which day."""
    covered, places, deadline = case["covered"], case["places"], case["deadline"]
    if lang == "zh":
        return f"到{deadline}应覆盖{places}处，已覆盖{covered}处，尚缺{places - covered}处。"
    return f"{covered} of {places} places are covered; due by {deadline}, {places - covered} still to come."


ROLLOUT_COMMITMENT = ClauseType(
    id="G08",
    name="rollout_commitment",
    chapter="GOV",
    zh="落地承诺",
    en="roll-out by a date",
    params=(
        ParamSpec("of", "type", "所指条款类型", "what is rolled out"),
        ParamSpec("deadline", "date", "期限", "by the end of", favours="lower", least=1),
        ParamSpec("places", "places", "应覆盖的地区", "places to be covered", favours="union"),
        ParamSpec("coverage", "per_mille", "覆盖比例", "share of them", favours="higher", default=1000, least=1),
        ParamSpec("evidence", "word", "凭据", "shown by", words=("rule_effective", "every_order"),
                  default="rule_effective"),
    ),
    hooks=frozenset({"check"}),
    principal="deadline",
    explain=explain,
    base=("of", "evidence"),
    case=("covered", "places", "deadline"),
)
