"""V08 reputation_portability: who asks gets an own copy, machine readable and in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang

FIELDS = ("ratings", "hours", "income", "orders", "tenure", "certificates", "scores")
FORMATS = ("csv", "json", "xml", "parquet")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how many days the copy came and in which format; ``days`` is None where it did not come."""
    days, within, form = case["days"], case["within"], case["format"]
    if lang == "zh":
        return f"数据副本应在{within}天内交付，" + ("没有交付。" if days is None else f"第{days}天交付（{form}）。")
    tail = "it was not." if days is None else f"it was after {days} ({form})."
    return f"An own copy is handed over within {within} days: {tail}"


REPUTATION_PORTABILITY = ClauseType(
    id="V08",
    name="reputation_portability",
    chapter="DEV",
    zh="信誉可携",
    en="a copy of one's own record",
    params=(
        ParamSpec("within", "day", "交付期限", "handed over within", favours="lower", least=1),
        ParamSpec("fields", "words", "内容", "what it holds", favours="union", words=FIELDS,
                  default=frozenset({"ratings", "hours", "income"})),
        ParamSpec("formats", "words", "可用格式", "formats that count", words=FORMATS, default=frozenset(FORMATS)),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("days", "within", "format"),
)
