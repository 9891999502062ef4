"""R04 continuous_pause: the rest that follows a long stretch of work."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, Pause, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Pause pushes to the workers covered for ``pause`` after ``after`` seconds of work without a gap of ``gap``."""
    draft.add("pauses", Pause(clause.id, draft.covered(clause), require_count(clause, "after", least=1),
                              require_count(clause, "pause", least=1), require_count(clause, "gap", least=1)))
