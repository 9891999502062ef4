"""D10 meal_ready_dispatch: no push long before the meal is ready."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_unknown, list_pushes
from nuantu.audit.query import Case, Need, Query, fault, stack


def check(clause: Clause, case: Case) -> Query:
    """No push earlier than ``before`` ahead of the moment at which the meal is expected."""
    pushes = list_pushes(clause, case)
    early = pushes.filter(pushes.at_s < pushes.ready_estimate_s - clause.int_param("before"))
    early = early.mutate(ahead_s=early.ready_estimate_s - early.at_s)
    return Query(
        unit="event", units=pushes, needs=(Need(("created",), "ready_estimate_s"),),
        breaches=fault(early, "early", events=("event_id",), numbers=("ahead_s",)),
        grounds={"early": "pushed {ahead_s} s before the meal is expected, more than {before_s}"},
        figures={"before_s": clause.int_param("before")}, missing=stack(*find_unknown(pushes, "ready_estimate_s", 0)),
    )
