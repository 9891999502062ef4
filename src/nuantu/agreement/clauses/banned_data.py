"""G11 banned_data: some data are never collected, and no place of a worker who is off duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock

FIELDS = ("emotion", "private_talk", "biometric", "health_data", "belief", "origin", "union_activity", "contacts",
          "off_duty_behaviour")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was collected and when."""
    field, clock = say_word(case["field"], lang), format_clock(case["at_s"], case.get("tz", DEFAULT_TZ))
    if lang == "zh":
        return f"{clock}采集了禁采数据：{field}。"
    return f"At {clock} data were collected that may not be: {field}."


BANNED_DATA = ClauseType(
    id="G11",
    name="banned_data",
    chapter="GOV",
    zh="禁采数据",
    en="data that may not be collected",
    params=(
        ParamSpec("fields", "words", "禁采内容", "never collected", favours="union", words=FIELDS),
        ParamSpec("offline_location", "flag", "离线不采位置", "no location while off duty", favours="higher",
                  default=True),
    ),
    hooks=frozenset({"check"}),
    principal="fields",
    explain=explain,
    case=("field", "at_s"),
)
