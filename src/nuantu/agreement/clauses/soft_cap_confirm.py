"""R05 soft_cap_confirm: past a working time each worker is asked and must say yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import DEFAULT_TZ, Lang, format_clock


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell whether the worker confirmed; ``confirmed_at_s`` is None where not, ``extra_s`` None where unlimited."""
    after, confirmed, extra = say_seconds(case["after_s"], lang), case["confirmed_at_s"], case["extra_s"]
    clock = None if confirmed is None else format_clock(confirmed, case.get("tz", DEFAULT_TZ))
    if lang == "zh":
        head = f"工时满{after}后须本人确认才继续派单，"
        if clock is None:
            return head + "本人没有确认，不再派单。"
        return head + f"本人已在{clock}确认" + ("。" if extra is None else f"，至多再工作{say_seconds(extra, lang)}。")
    head = f"From {after} of working time orders come only if the worker says so; "
    if clock is None:
        return head + "the worker did not, so none came."
    limit = "" if extra is None else f", for at most {say_seconds(extra, lang)} more"
    return f"{head}confirmed at {clock}{limit}."


SOFT_CAP_CONFIRM = ClauseType(
    id="R05",
    name="soft_cap_confirm",
    chapter="RST",
    zh="到时确认",
    en="confirmation at a soft cap",
    params=(
        ParamSpec("after", "second", "须确认的工时", "confirmation from a working time of", favours="lower", least=1),
        ParamSpec("extra", "second", "确认后最多", "then at most", favours="lower", default=None),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="after",
    explain=explain,
    case=("after_s", "confirmed_at_s", "extra_s"),
)
