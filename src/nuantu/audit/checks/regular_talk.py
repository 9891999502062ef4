"""G07 regular_talk: so many talks, with enough representatives and regions."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import check_held
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Talks with enough representatives and regions in each span, against what is agreed."""
    held = case.records.of_kind("meeting_held")
    regions = held.fields.unique().length().fill_null(0)
    held = held.filter(held.reason == "talk", held["count"].fill_null(0) >= clause.int_param("representatives"),
                       regions >= clause.int_param("regions"))
    return check_held(clause, case, held.mutate(amount=ibis.literal(1, "int64")), clause.int_param("talks"))
