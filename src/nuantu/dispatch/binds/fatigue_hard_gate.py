"""D18 fatigue_hard_gate: no hand sends an order past a rest rule."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, HardGate, words_of


def bind(clause: Clause, draft: Draft) -> None:
    """Reject every attempt to send to a worker whom a rest rule of the types in ``scope`` holds back."""
    draft.add("hard_gates", HardGate(clause.id, draft.covered(clause), words_of(clause, "scope")))
