"""C06: aid for a worker's child under an age, up to a limit."""

from __future__ import annotations

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.aid import Application, settle_aid
from nuantu.settle.facts import DayFacts


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """Lines of ``child_aid``, on the day of the application."""
    kinds, most, age_below = clause.words_param("kinds"), clause.int_param("most"), clause.int_param("age_below")

    def claim(one: Application) -> tuple[int, int] | None:
        if one.reason not in kinds or one.relation != "child" or one.own_minor is None or one.age is None:
            return None
        return (min(one.own_minor, most), 0) if one.age < age_below and one.own_minor > 0 else None

    return settle_aid(clause, facts, "child_aid", claim)
