"""C14 mental_health: so many sessions in every month, quarter or year."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import check_held
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """What was held in each span, against what is agreed."""
    held = case.records.of_kind("activity_held")
    held = held.filter(held.reason.isin(["mental_health", "counselling"]))
    return check_held(clause, case, held.mutate(amount=ibis.literal(1, "int64")), clause.int_param("sessions"))
