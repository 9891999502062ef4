"""V06 promotion_path: a share of posts in every month, quarter or year is filled with workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_share
from nuantu.core.times import Lang

POSTS = ("station_head", "trainer", "team_leader", "dispatcher", "staff")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many posts of a span were filled with workers."""
    share = say_share(case["share_pm"], lang)
    if lang == "zh":
        return f"{case['span']}补员{case['filled']}岗，内部晋升{case['internal']}人，应不低于{share}。"
    return f"{case['span']}: {case['internal']} of {case['filled']} posts went to workers, at least {share} should."


PROMOTION_PATH = ClauseType(
    id="V06",
    name="promotion_path",
    chapter="DEV",
    zh="晋升",
    en="path to promotion",
    params=(
        ParamSpec("share", "per_mille", "内部晋升比例", "share filled with workers", favours="higher", least=1),
        ParamSpec("posts", "words", "岗位", "posts", favours="union", words=POSTS),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
    ),
    hooks=frozenset({"check"}),
    principal="share",
    explain=explain,
    base=("period",),
    case=("span", "internal", "filled", "share_pm"),
)
