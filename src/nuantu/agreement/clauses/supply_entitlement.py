"""C12 supply_entitlement: things that each worker gets in every month, quarter or year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.times import Lang

ITEMS = ("heat_kit", "cold_kit", "windproof_quilt", "raincoat", "protective_kit", "mask", "sanitizer", "water")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how many were handed out of how many, and in which span."""
    item = say_word(case["item"], lang)
    if lang == "zh":
        return f"{case['span']}应发{item}{case['due']}件，已发{case['given']}件。"
    return f"{case['span']}: {case['given']} of {case['due']} x {item} handed out."


SUPPLY_ENTITLEMENT = ClauseType(
    id="C12",
    name="supply_entitlement",
    chapter="CAR",
    zh="物资",
    en="supplies",
    params=(
        ParamSpec("items", "map/count", "物资与数量", "things and how many", favours="union", words=ITEMS, least=1),
        ParamSpec("period", "word", "每", "in each", words=("month", "quarter", "year")),
    ),
    hooks=frozenset({"check"}),
    principal="items",
    explain=explain,
    base=("period",),
    case=("item", "given", "due", "span"),
)
