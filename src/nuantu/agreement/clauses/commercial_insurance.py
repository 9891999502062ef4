"""C09 commercial_insurance: cover that the platform pays: no part of a premium comes from the worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

COVERS = ("insurance", "accident_insurance", "health_insurance", "liability_insurance")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was taken for a cover that is the platform's to pay; 0 where nothing was."""
    cover, taken = say_word(case["cover"], lang), format_minor(case["taken_minor"], case["currency"])
    if lang == "zh":
        return f"{cover}由平台投保，" + (f"却向骑手收了{taken}。" if case["taken_minor"] else "未向骑手收费。")
    return f"The platform pays for {cover}: " + (f"{taken} was taken from the worker." if case["taken_minor"]
                                                 else "nothing was taken from the worker.")


COMMERCIAL_INSURANCE = ClauseType(
    id="C09",
    name="commercial_insurance",
    chapter="CAR",
    zh="商业保险",
    en="commercial insurance",
    params=(
        ParamSpec("covers", "words", "险种", "kinds of cover", favours="union", words=COVERS),
    ),
    hooks=frozenset({"check"}),
    principal="covers",
    explain=explain,
    case=("cover", "taken_minor", "currency"),
)
