"""R03 daily_stop: the working time from which a worker is sent nothing new."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, Stop, require_count, require_word


def bind(clause: Clause, draft: Draft) -> None:
    """Stop the workers covered at ``stop_after``; the tolerance is the auditor's and dispatch never uses it."""
    require_word(clause, "in_flight", ("finish",))
    rolling = require_word(clause, "reset", ("calendar_day", "rolling_24h")) == "rolling_24h"
    covers = draft.covered(clause)
    draft.need_worktime(clause, covers)
    draft.add("stops", Stop(clause.id, covers, require_count(clause, "stop_after", least=1), rolling,
                            require_count(clause, "tolerance", least=0)))
