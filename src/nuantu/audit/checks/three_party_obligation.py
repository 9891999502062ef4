"""G13 three_party_obligation: every clause binds one of the parties, and each party is bound by some."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.tables import list_rows


def check(clause: Clause, case: Case) -> Query:
    """Each clause in force names one of the parties; where agreed each party is named by one at least."""
    parties = clause.words_param("parties")
    bound = sorted({(other.id, other.obligor) for other in case.clauses}) if case.holds_at_end(clause) else []
    each = bool(clause.params["each"]) and case.holds_at_end(clause)
    idle = sorted(parties - {obligor for _, obligor in bound}) if each else []
    types = {"clause": "string", "obligor": "string"}
    units = list_rows(types, bound)
    asked = [("", party) for party in sorted(parties)] if each else []
    foreign = list_rows(types, [row for row in bound if row[1] not in parties])
    return Query(
        unit="clause", units=units.union(list_rows(types, asked)), figures={"parties": ", ".join(sorted(parties))},
        breaches=stack(fault(foreign, "foreign", worker=None, order=None, numbers=("clause", "obligor")),
                       fault(list_rows(types, [("", party) for party in idle]), "idle", worker=None, order=None,
                             numbers=("obligor",))),
        grounds={"foreign": "{clause} binds {obligor}, which is none of: {parties}",
                 "idle": "no clause binds {obligor}"},
    )
