"""D10 meal_ready_dispatch: how long before its meal is expected an order may be sent."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import ReadyFirst
from nuantu.dispatch.rules import Draft, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Hold every order back from the workers covered until ``before`` ahead of its expected readiness."""
    draft.add("ready_firsts", ReadyFirst(clause.id, draft.covered(clause), require_count(clause, "before", least=0)))
