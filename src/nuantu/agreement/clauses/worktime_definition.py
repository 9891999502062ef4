"""R01 worktime_definition: what counts as working time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_share
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how the accept time of a day became working time."""
    accept, worked = say_seconds(case["accept_s"], lang), say_seconds(case["worked_s"], lang)
    share = say_share(case["allowance_pm"], lang)
    if lang == "zh":
        return f"当日接单时间{accept}（同时在手的订单不重复计），加计宽放{share}，工时为{worked}。"
    return f"Accept time {accept} (overlapping orders once) with an allowance of {share} is a working time of {worked}."


WORKTIME_DEFINITION = ClauseType(
    id="R01",
    name="worktime_definition",
    chapter="RST",
    zh="工时口径",
    en="what counts as working time",
    params=(
        ParamSpec("base", "word", "计时基础", "what is counted", words=("engaged",)),
        ParamSpec("allowance_pm", "per_mille", "宽放比例", "allowance on top", favours="higher"),
        ParamSpec("exclude_rest", "second", "剔除的连续休息", "rests left out from a length of", default=None, least=1),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="allowance_pm",
    explain=explain,
    base=("base",),
    case=("accept_s", "allowance_pm", "worked_s"),
)
