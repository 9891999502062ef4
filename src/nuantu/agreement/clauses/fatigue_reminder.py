"""R02 fatigue_reminder: reminders while working, first at a working time, then again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell when a reminder was due and how late it was shown; ``late_s`` is None where none was shown."""
    due, late = say_seconds(case["due_worked_s"], lang), case["late_s"]
    if lang == "zh":
        tail = "没有提醒" if late is None else f"提醒在{say_seconds(late, lang)}后发出"
        return f"工时满{due}应提醒休息，{tail}。"
    tail = "none was shown" if late is None else f"it was shown {say_seconds(late, lang)} later"
    return f"At {due} of working time a reminder to rest was due; {tail}."


FATIGUE_REMINDER = ClauseType(
    id="R02",
    name="fatigue_reminder",
    chapter="RST",
    zh="疲劳提醒",
    en="reminders while working",
    params=(
        ParamSpec("first", "second", "首次提醒工时", "first at a working time of", favours="lower", least=1),
        ParamSpec("every", "second", "此后间隔", "then again every", favours="lower", least=60),
        ParamSpec("tolerance", "second", "容差", "shown at most so much later", favours="lower", default=60),
    ),
    hooks=frozenset({"bind", "check"}),
    principal="first",
    explain=explain,
    case=("due_worked_s", "late_s"),
)
