"""D06 access_friction: more time for compounds that are hard to enter."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import Friction
from nuantu.dispatch.rules import Draft, optional_count


def bind(clause: Clause, draft: Draft) -> None:
    """Prolong every such promise, whomever the clause covers: the rider is not yet known."""
    if draft.covered(clause).any():
        draft.add("frictions", Friction(clause.id, clause.map_param("added"), optional_count(clause, "gate")))
