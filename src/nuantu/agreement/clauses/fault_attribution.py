"""D20 fault_attribution: points are taken only where the worker is found to be responsible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the points taken, whether responsibility was verified, and a cause on record (``None``: none)."""
    taken, cause = case["points"], case["cause"]
    if lang == "zh":
        found = "已核实责任" if case["verified"] else "未核实责任"
        return f"扣{taken}分，{found}" + (f"，订单有{say_word(cause, lang)}记录。" if cause else "。")
    found = "responsibility verified" if case["verified"] else "responsibility not verified"
    return f"{taken} points off, {found}" + (f"; the order has {say_word(cause, lang)} on record." if cause else ".")


FAULT_ATTRIBUTION = ClauseType(
    id="D20",
    name="fault_attribution",
    chapter="DSP",
    zh="责任核实",
    en="verification of fault",
    params=(
        ParamSpec("reasons", "words", "须核实的扣分事由", "points off for", favours="union",
                  words=("late", "bad_review", "cancelled"), default=frozenset({"late"})),
        ParamSpec("excluded", "words", "不算责任的原因", "never the worker's fault", favours="union",
                  words=("merchant", "weather", "gate")),
        ParamSpec("grace", "second", "免计延误", "delays at the merchant up to this do not count", favours="lower",
                  default=0),
        ParamSpec("alert_level", "word", "预警级别", "weather means alerts from", favours="lower", default="blue",
                  words=("blue", "yellow", "orange", "red")),
        ParamSpec("verified_by", "word", "由谁核实", "verified by", favours="higher", words=("system", "person"),
                  default="system"),
    ),
    hooks=frozenset({"check"}),
    principal="excluded",
    explain=explain,
    case=("points", "verified", "cause"),
)
