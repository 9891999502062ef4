"""R05 soft_cap_confirm: beyond a working time only with the worker's own word."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, SoftCap, optional_count, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Ask the workers covered at ``after``; send nothing until they confirm, and nothing beyond ``extra`` more."""
    covers = draft.covered(clause)
    draft.need_worktime(clause, covers)
    draft.add("soft_caps", SoftCap(clause.id, covers, require_count(clause, "after", least=1),
                                   optional_count(clause, "extra")))
