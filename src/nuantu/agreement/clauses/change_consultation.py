"""G02 change_consultation: notice, and where agreed a consultation that is answered, before a rule changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.clauses.algorithm_disclosure import TOPICS
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many days of notice a change had; None where it was not published."""
    topic, days, notice = say_word(case["topic"], lang), case["notice_days"], case["notice"]
    if lang == "zh":
        return f"{topic}规则变更应提前{notice}天公示，" + ("没有公示。" if days is None else f"提前了{days}天。")
    tail = "it had none." if days is None else f"it had {days}."
    return f"A change of the rule on {topic} has {notice} days of notice: {tail}"


CHANGE_CONSULTATION = ClauseType(
    id="G02",
    name="change_consultation",
    chapter="GOV",
    zh="变更协商",
    en="consultation on changes",
    params=(
        ParamSpec("notice", "day", "提前公示天数", "notice before it takes effect", favours="higher"),
        ParamSpec("topics", "words", "适用主题", "topics", favours="union", words=TOPICS, default=frozenset(TOPICS)),
        ParamSpec("consult", "flag", "须征求意见", "a consultation is held", favours="higher", default=False),
        ParamSpec("answers", "flag", "须答复意见", "opinions are answered", favours="higher", default=False),
    ),
    hooks=frozenset({"check"}),
    principal="notice",
    explain=explain,
    case=("topic", "notice_days", "notice"),
)
