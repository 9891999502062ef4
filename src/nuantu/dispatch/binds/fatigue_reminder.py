"""R02 fatigue_reminder: at which working times a worker is reminded."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, Reminder, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Remind the workers covered at ``first`` and every ``every`` seconds of working time after it."""
    covers = draft.covered(clause)
    draft.need_worktime(clause, covers)
    draft.add("reminders", Reminder(clause.id, covers, require_count(clause, "first", least=1),
                                    require_count(clause, "every", least=1),
                                    require_count(clause, "tolerance", least=0)))
