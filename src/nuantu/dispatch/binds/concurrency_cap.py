"""D07 concurrency_cap: how many orders a worker may have in hand."""

from __future__ import annotations

import numpy as np

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import LEVELS, NO_CAP, Cap, Draft, optional_count, require_count, require_word


def bind(clause: Clause, draft: Draft) -> None:
    """Cap the workers covered; lower for those new to the work, and lower again while an alert is in force."""
    covers = draft.covered(clause)
    usual = np.where(covers, require_count(clause, "cap", least=1), NO_CAP)
    cap_new, new_days = optional_count(clause, "cap_new"), optional_count(clause, "new_days")
    if cap_new is not None and new_days is not None:
        new = covers & (draft.tenure_days() <= new_days)
        usual = np.where(new, np.minimum(usual, cap_new), usual)
    cap_alert = optional_count(clause, "cap_alert")
    under_alert, level = usual, len(LEVELS)
    if cap_alert is not None:
        level = LEVELS.index(require_word(clause, "alert_level", LEVELS[1:]))
        under_alert = np.where(covers, np.minimum(usual, cap_alert), usual)
    draft.add("caps", Cap(clause.id, usual.astype(np.int64), under_alert.astype(np.int64), level))
