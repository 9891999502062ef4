"""D11 refusal_right: refusals that must cost the worker nothing."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, Refusal, require_count, words_of


def bind(clause: Clause, draft: Draft) -> None:
    """Note how many refusals a local day are free, and for which reasons a refusal is always free."""
    draft.add("refusals", Refusal(clause.id, draft.covered(clause), require_count(clause, "free", least=0),
                                  words_of(clause, "reasons_always_free")))
