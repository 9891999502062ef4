"""V01 paid_training: time in training is paid time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nuantu.agreement.clause import ClauseType, ParamSpec
from nuantu.agreement.wording import say_seconds
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

SUBJECTS = ("safety", "entry", "skill", "service")


def explain(case: Mapping[str, Any], lang: Lang) -> str:
    """Tell how long the training took, what it gives and what was paid."""
    trained = say_seconds(case["trained_s"], lang)
    due, paid = (format_minor(case[key], case["currency"]) for key in ("due_minor", "paid_minor"))
    if lang == "zh":
        return f"培训{trained}，应付{due}，已付{paid}。"
    return f"Training of {trained}: {due} due, {paid} paid."


PAID_TRAINING = ClauseType(
    id="V01",
    name="paid_training",
    chapter="DEV",
    zh="带薪培训",
    en="paid training",
    params=(
        ParamSpec("rate", "minor_per_hour", "培训每小时报酬", "pay for each hour of training", favours="higher",
                  least=1),
        ParamSpec("subjects", "words", "培训内容", "subjects", favours="union", words=SUBJECTS,
                  default=frozenset(SUBJECTS)),
        ParamSpec("rounding", "word", "取整", "rounding of what is due", words=("half_up", "up", "down")),
    ),
    hooks=frozenset({"check"}),
    principal="rate",
    explain=explain,
    case=("trained_s", "due_minor", "paid_minor", "currency"),
)
