"""V05 skill_certificate: an amount for a level of skill that a worker gains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

LEVELS = ("level5", "level4", "level3", "level2", "level1")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell the level that was gained and the amount for it."""
    level, amount = say_word(case["level"], lang), format_minor(case["amount_minor"], case["currency"])
    if lang == "zh":
        return f"取得{level}，补贴{amount}。"
    return f"{level} gained: {amount}."


SKILL_CERTIFICATE = ClauseType(
    id="V05",
    name="skill_certificate",
    chapter="DEV",
    zh="技能等级",
    en="certificates of skill",
    params=(
        ParamSpec("amounts", "map/minor", "各级补贴", "amount by level", favours="union", words=LEVELS),
    ),
    hooks=frozenset({"entitle", "check"}),
    principal="amounts",
    explain=explain,
    case=("level", "amount_minor", "currency"),
)
