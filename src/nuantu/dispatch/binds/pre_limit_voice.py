"""R13 pre_limit_voice: a spoken reminder before each limit."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, Voice, require_count, words_of


def bind(clause: Clause, draft: Draft) -> None:
    """Speak to the workers covered ``before`` each limit in force of the types that the clause names."""
    covers, limits = draft.covered(clause), words_of(clause, "limits")
    if "daily_stop" in limits:
        draft.need_worktime(clause, covers)
    draft.add("voices", Voice(clause.id, covers, require_count(clause, "before", least=1), limits))
