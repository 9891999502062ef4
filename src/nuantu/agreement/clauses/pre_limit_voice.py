"""R13 pre_limit_voice: a spoken reminder before a limit is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the limit, how long before it the voice spoke, and when."""
    limit, before = say_word(case["limit"], lang), say_seconds(case["before_s"], lang)
    clock = format_clock(case["at_s"], case.get("tz", DEFAULT_TZ))
    if lang == "zh":
        return f"距{limit}还有{before}，{clock}语音提醒。"
    return f"{before} before {limit} a voice reminded at {clock}."


PRE_LIMIT_VOICE = ClauseType(
    id="R13",
    name="pre_limit_voice",
    chapter="RST",
    zh="提前语音",
    en="voice before a limit",
    params=(
        ParamSpec("before", "second", "提前", "so long before", favours="higher", least=1),
        ParamSpec("limits", "words", "针对的上限", "before which limits", favours="union",
                  words=("daily_stop", "continuous_pause")),
        ParamSpec("tolerance", "second", "容差", "shown at most so much later", favours="lower", default=60),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="before",
    explain=explain,
    case=("limit", "before_s", "at_s"),
)
