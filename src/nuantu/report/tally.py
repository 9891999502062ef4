"""Verdicts counted by clause, with the cases that a reader will want to see worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nuantu.agreement.clause import Clause

#: From the gravest to the mildest: the first that was found is the state of the clause.
STATES = ("violated", "disputed", "departed", "insufficient_evidence", "complied", "not_applicable")
SHOWN_CASES = 12


@dataclass(slots=True)
class Tally:
    """Units of one clause by verdict, and its cases that were not simply kept (at most ``SHOWN_CASES``)."""

    clause_id: str
    type_name: str
    layer: str
    unit: str = ""
    units: Counter[str] = field(default_factory=Counter)
    cases: list[Mapping[str, Any]] = field(default_factory=list)
    unshown: int = 0
    sums: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The gravest verdict, ``unchecked`` where there is none."""
        return next((state for state in STATES if self.units[state]), "unchecked")


def count_verdicts(rows: Iterable[Mapping[str, Any]], clauses: Sequence[Clause]) -> list[Tally]:
    """One tally for each clause in force, in the order of the book, then those of the records themselves."""
    tallies = {clause.id: Tally(clause.id, clause.type.name, clause.layer) for clause in clauses}
    for row in rows:
        tally = tallies.setdefault(row["clause_id"], Tally(row["clause_id"], row["type"], row["layer"]))
        tally.units[row["verdict"]] += int(row["units"])
        if row["verdict"] != "not_applicable" or not tally.unit:
            tally.unit = row["unit"]
        if row["verdict"] in ("complied", "not_applicable"):
            if row["arithmetic"] and row["units"]:
                tally.sums.append(row["arithmetic"])
        elif len(tally.cases) < SHOWN_CASES:
            tally.cases.append(row)
        else:
            tally.unshown += 1
    return list(tallies.values())
