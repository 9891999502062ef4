"""C02 injury_claim_service: an injury claim is looked at within so many working days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell after how many working days the claim moved; ``days`` is None where it did not."""
    days, review = case["days"], case["review"]
    if lang == "zh":
        tail = "尚未答复。" if days is None else f"第{days}个工作日答复。"
        return f"职伤申请应在{review}个工作日内审核材料，" + tail
    head = f"The materials of an injury claim are reviewed within {review} working days: "
    return head + ("no answer." if days is None else f"answered after {days}.")


INJURY_CLAIM_SERVICE = ClauseType(
    id="C02",
    name="injury_claim_service",
    chapter="CAR",
    zh="职伤理赔服务",
    en="service on injury claims",
    params=(
        ParamSpec("review", "day", "材料审核工作日", "materials reviewed within working days", favours="lower",
                  least=1),
        ParamSpec("holidays", "dates", "不计为工作日的节假日", "holidays that are no working days", favours="union",
                  default=frozenset()),
    ),
    hooks=frozenset({"check"}),
    principal="review",
    explain=explain,
    case=("days", "review"),
)
