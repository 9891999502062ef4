"""C13 warm_meal: so many meals in every month, quarter or year."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import check_held
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """What was held in each span, against what is agreed."""
    held = case.records.of_kind("activity_held")
    held = held.filter(held.reason == "warm_meal")
    return check_held(clause, case, held.mutate(amount=held["count"].fill_null(0)), clause.int_param("meals"))
