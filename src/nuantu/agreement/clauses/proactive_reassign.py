"""D12 proactive_reassign: a worker is asked whether to hand an order over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the question, and that either answer costs nothing."""
    asked, answer = format_clock(case["asked_s"], case.get("tz", DEFAULT_TZ)), say_word(case["answer"], lang)
    wait = say_seconds(case["wait_s"], lang)
    if lang == "zh":
        return f"{asked}询问是否改派，有{wait}作答，结果：{answer}，不计责任。"
    return f"Asked at {asked} whether to hand the order over, with {wait} to answer: {answer}, without fault."


PROACTIVE_REASSIGN = ClauseType(
    id="D12",
    name="proactive_reassign",
    chapter="DSP",
    zh="主动改派",
    en="asked before an order is taken over",
    params=(
        ParamSpec("wait", "second", "答复时间", "time to answer", favours="higher", least=1),
    ),
    hooks=frozenset({"check"}),
    principal="wait",
    explain=explain,
    case=("asked_s", "wait_s", "answer"),
)
