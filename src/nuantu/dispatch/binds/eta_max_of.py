"""D01 eta_max_of: the estimates of which the latest is promised."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.dispatch.order_rules import EtaParts
from nuantu.dispatch.rules import Draft, optional_count, require_count, words_of

FIGURES = {"city": "city", "by_distance": "speed"}


def bind(clause: Clause, draft: Draft) -> None:
    """Hold every promise to the estimates, whomever the clause covers: the rider is not yet known."""
    parts = words_of(clause, "parts")
    for part in sorted(parts & set(FIGURES)):
        if optional_count(clause, FIGURES[part]) is None:
            raise AgreementError(f"clause {clause.id} (eta_max_of) cannot be applied: {part} needs {FIGURES[part]}",
                                 field=FIGURES[part], fix=f"state {FIGURES[part]} or leave {part} out")
    if draft.covered(clause).any():
        draft.add("eta_parts", EtaParts(clause.id, parts, optional_count(clause, "city"),
                                        require_count(clause, "base", least=0), optional_count(clause, "speed")))
