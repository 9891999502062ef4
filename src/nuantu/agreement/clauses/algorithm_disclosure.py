"""G01 algorithm_disclosure: a rule is published, in what it must name, before it takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

TOPICS = ("pricing", "dispatch", "eta", "route", "score", "worktime", "penalty", "entry", "commission")
FIELDS = ("basis", "purpose", "mechanism", "parameters", "version")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many days before it took effect a rule was published; None where it was not."""
    topic, days = say_word(case["topic"], lang), case["published_days"]
    if lang == "zh":
        return f"{topic}规则" + ("生效前没有公示。" if days is None else f"生效前{days}天公示。")
    return f"The rule on {topic} was " + ("not published before it took effect." if days is None
                                          else f"published {days} days before it took effect.")


ALGORITHM_DISCLOSURE = ClauseType(
    id="G01",
    name="algorithm_disclosure",
    chapter="GOV",
    zh="算法公示",
    en="disclosure of rules and algorithms",
    params=(
        ParamSpec("topics", "words", "公示主题", "topics", favours="union", words=TOPICS),
        ParamSpec("fields", "words", "应写明", "what is named", favours="union", words=FIELDS, default=frozenset()),
        ParamSpec("plain", "flag", "通俗表述", "in plain words", favours="higher", default=False),
    ),
    hooks=frozenset({"check"}),
    principal="topics",
    explain=explain,
    case=("topic", "published_days"),
)
