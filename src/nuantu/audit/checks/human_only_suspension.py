"""G05 human_only_suspension: only a person suspends, restricts or ends an account."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO

KINDS = {"suspension": "suspension", "measure": "measure_taken"}


def check(clause: Clause, case: Case) -> Query:
    """Each suspension or measure is taken by a person, where agreed by name."""
    kinds = [KINDS[word] for word in sorted(clause.words_param("scope"))]
    units = case.limit(clause, case.records.of_kind(*kinds))
    human = units.filter(units.actor == "person")
    hidden = human.filter(human.actor_id.isnull()) if clause.params["named"] else human.filter(NO)
    return Query(
        unit="event", units=units,
        breaches=stack(fault(units.filter(units.actor != "person"), "machine", events=("event_id",),
                             numbers=("kind", "actor")),
                       fault(hidden, "hidden", events=("event_id",), numbers=("kind",))),
        grounds={"machine": "{kind} by {actor}", "hidden": "{kind} by a person who is not named"},
        missing=lacking(units.filter(units.actor.isnull()), "events.actor", events=("event_id",)),
    )
