"""V04 skill_contest: so many contests, each with so many entrants."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import check_held
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Contests with enough entrants in each span, against what is agreed."""
    held = case.records.of_kind("activity_held")
    held = held.filter(held.reason == "skill_contest", held["count"].fill_null(0) >= clause.int_param("entrants"))
    return check_held(clause, case, held.mutate(amount=ibis.literal(1, "int64")), clause.int_param("contests"))
