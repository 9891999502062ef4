"""G09 directional_improvement: a figure is to become better than it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the interval of the measure, in parts per million, against its baseline."""
    low, high, baseline = case["low"], case["high"], case["baseline"]
    lower = case["sense"] == "lower"
    better = high < baseline if lower else low > baseline
    worse = low > baseline if lower else high < baseline
    if lang == "zh":
        told = "已改善" if better else "未改善，反而变差" if worse else "证据不足，尚不能断定"
        return f"测得区间为[{low}, {high}]，基线为{baseline}：{told}。"
    told = "improved" if better else "worse than before" if worse else "too close to tell"
    return f"Measured between {low} and {high}, baseline {baseline}: {told}."


DIRECTIONAL_IMPROVEMENT = ClauseType(
    id="G09",
    name="directional_improvement",
    chapter="GOV",
    zh="持续改进",
    en="improvement of a measure",
    params=(
        ParamSpec("metric", "word", "指标", "what is measured",
                  words=("late_share", "stops_share", "violations_per_order", "accidents_per_order",
                         "income_per_hour")),
        ParamSpec("sense", "word", "方向", "to become", words=("lower", "higher")),
        ParamSpec("baseline_share", "per_mille", "基线比例", "share before", default=None),
        ParamSpec("baseline_per_million", "count", "基线每百万单次数", "cases in a million orders before",
                  default=None),
        ParamSpec("baseline_income", "minor_per_hour", "基线时薪", "pay an hour before", default=None),
        ParamSpec("baseline_from", "date", "基线期起", "measured before from", default=None, least=1),
        ParamSpec("baseline_to", "date", "基线期止", "measured before to", default=None, least=1),
        ParamSpec("window_from", "date", "考察期起", "measured now from", default=None, least=1),
        ParamSpec("window_to", "date", "考察期止", "measured now to", default=None, least=1),
    ),
    hooks=frozenset({"check"}),
    principal="metric",
    explain=explain,
    base=("metric", "sense"),
    case=("low", "high", "baseline", "sense"),
    together=(("baseline_from", "baseline_to"), ("window_from", "window_to")),
    one_of=("baseline_share", "baseline_per_million", "baseline_income", "baseline_from"),
)
