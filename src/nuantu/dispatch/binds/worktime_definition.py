"""R01 worktime_definition: what of a worker's day counts as working time."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.problem import NEVER_S
from nuantu.dispatch.rules import Draft, optional_count, require_count, require_word


def bind(clause: Clause, draft: Draft) -> None:
    """Note allowance (per mille) and the shortest rest that is taken out (seconds) for the workers covered."""
    require_word(clause, "base", ("engaged",))
    exclude_rest_s = optional_count(clause, "exclude_rest")
    draft.worktimes.append((clause.id, draft.covered(clause), require_count(clause, "allowance_pm", least=0),
                            int(NEVER_S) if exclude_rest_s is None else exclude_rest_s))
