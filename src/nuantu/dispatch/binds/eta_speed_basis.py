"""D02 eta_speed_basis: the speed at which the riding part of a promise is counted."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, EtaSpeed, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Hold the promises of every order to this speed, whomever the clause covers: the rider is not yet known."""
    if draft.covered(clause).any():
        draft.add("eta_speeds", EtaSpeed(clause.id, require_count(clause, "speed", least=1)))
