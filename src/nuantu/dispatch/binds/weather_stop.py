"""D15 weather_stop: what severe alerts stop, or bring nearer."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import Storm
from nuantu.dispatch.rules import LEVELS, Draft, require_count, require_word, words_of


def bind(clause: Clause, draft: Draft) -> None:
    """Ban orders under such alerts for the workers covered."""
    stop = LEVELS.index(require_word(clause, "stop_level", LEVELS[1:]))
    shrink, most_m = len(LEVELS), 0
    if clause.params.get("shrink_level") is not None:
        shrink = LEVELS.index(require_word(clause, "shrink_level", LEVELS[1:]))
        most_m = require_count(clause, "radius", least=0) * require_count(clause, "share", least=0) // 1000
    draft.add("storms", Storm(clause.id, draft.covered(clause), stop, shrink, most_m, words_of(clause, "kinds")))
