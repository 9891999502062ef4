"""D08 new_rider_protection: orders that are not sent to those new to the work."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import NewRider
from nuantu.dispatch.rules import Draft, optional_count, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Ban hard orders for those of the workers covered who are new; unknown tenure counts as long."""
    new = draft.covered(clause) & (draft.tenure_days() <= require_count(clause, "days", least=1))
    draft.add("new_riders", NewRider(clause.id, new, optional_count(clause, "distance"),
                                     optional_count(clause, "weight"), optional_count(clause, "floor")))
