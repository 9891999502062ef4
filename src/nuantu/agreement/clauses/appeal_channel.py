"""G06 appeal_channel: complaints are answered in time, all of them or a stated share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang

TOPICS = ("urgent", "utility", "normal", "complex", "pay", "dispatch", "score", "suspension", "data", "safety")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how long the complaint was answered; None where it was not."""
    within, latency = say_seconds(case["within_s"], lang), case["latency_s"]
    if lang == "zh":
        tail = "没有答复。" if latency is None else f"{say_seconds(latency, lang)}后答复。"
        return f"投诉应在{within}内答复，" + tail
    tail = "it was not." if latency is None else f"it was after {say_seconds(latency, lang)}."
    return f"A complaint is answered within {within}: {tail}"


APPEAL_CHANNEL = ClauseType(
    id="G06",
    name="appeal_channel",
    chapter="GOV",
    zh="申诉渠道",
    en="channel for appeals",
    params=(
        ParamSpec("within", "second", "答复时限", "answered within", favours="lower", least=1),
        ParamSpec("share", "per_mille", "按时答复比例", "share answered in time", favours="higher", default=1000,
                  least=1),
        ParamSpec("topics", "words", "适用类别", "kinds of complaint", favours="union", words=TOPICS,
                  default=frozenset()),
    ),
    hooks=frozenset({"check"}),
    principal="within",
    explain=explain,
    case=("latency_s", "within_s"),
)
