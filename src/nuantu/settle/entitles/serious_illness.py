"""C05: what a family pays itself above a deductible, up to a limit."""

from __future__ import annotations

import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.aid import Application, settle_aid
from nuantu.settle.facts import DayFacts


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """Lines of ``illness_aid``, on the day of the application."""
    kinds, relations = clause.words_param("kinds"), clause.words_param("relations")
    deductible, most = clause.int_param("deductible"), clause.int_param("most")

    def claim(one: Application) -> tuple[int, int] | None:
        if one.reason not in kinds or one.relation not in relations or one.own_minor is None:
            return None
        return None if one.own_minor <= deductible else (min(one.own_minor, deductible + most), deductible)

    return settle_aid(clause, facts, "illness_aid", claim)
