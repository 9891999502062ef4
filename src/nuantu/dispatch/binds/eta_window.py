"""D03 eta_window: how wide a window customers are shown."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import EtaWindow
from nuantu.dispatch.rules import Draft, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Show every promise as a window, whomever the clause covers: the rider is not yet known."""
    if draft.covered(clause).any():
        draft.add("eta_windows", EtaWindow(clause.id, require_count(clause, "width", least=1)))
