"""D14 preference_constraints: wishes of workers that dispatch obeys."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.order_rules import Wish
from nuantu.dispatch.rules import Draft, require_count, words_of


def bind(clause: Clause, draft: Draft) -> None:
    """Ban orders that are farther than a worker covered wants; who wants what is the day's to say."""
    if "max_distance" in words_of(clause, "honoured"):
        draft.add("wishes", Wish(clause.id, draft.covered(clause), require_count(clause, "least", least=0),
                                 require_count(clause, "notice", least=0)))
