"""C10 equipment: things for the work are handed out without charge, and nobody is made to buy them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

ITEMS = ("helmet", "vest", "raincoat", "battery", "box", "phone_mount", "bike", "service")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell what was handed out and what was charged for it."""
    item, charged = say_word(case["item"], lang), format_minor(case["charged_minor"], case["currency"])
    if lang == "zh":
        return f"发放{item}{case['count']}件，" + (f"收费{charged}。" if case["charged_minor"] else "未收费。")
    tail = f"{charged} was charged." if case["charged_minor"] else "nothing was charged."
    return f"{case['count']} x {item} handed out: " + tail


EQUIPMENT = ClauseType(
    id="C10",
    name="equipment",
    chapter="CAR",
    zh="装备",
    en="equipment",
    params=(
        ParamSpec("items", "words", "装备", "things", favours="union", words=ITEMS),
        ParamSpec("charge", "minor_per_item", "每件至多收费", "charged at most for each", favours="lower", default=0),
        ParamSpec("total", "count", "发放总数", "at least so many in all", favours="higher", default=None),
        ParamSpec("since", "date", "自", "from", default=None),
        ParamSpec("until", "date", "至", "to", default=None),
    ),
    hooks=frozenset({"check"}),
    principal="items",
    explain=explain,
    case=("item", "count", "charged_minor", "currency"),
    together=(("total", "since"), ("total", "until")),
)
