"""R06 long_rest: the long rest that follows once every cap is reached."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, LongRest, optional_count, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Send nothing to the workers covered for ``rest`` once all caps that the clause states are reached."""
    draft.add("long_rests", LongRest(clause.id, draft.covered(clause), require_count(clause, "after", least=1),
                                     optional_count(clause, "online"), optional_count(clause, "distance"),
                                     require_count(clause, "rest", least=1)))
