"""R10 self_rest_slot: nothing is sent in slots that workers chose."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.dispatch.rules import Draft, RestSlots, optional_count, require_count


def bind(clause: Clause, draft: Draft) -> None:
    """Hold pushes to the workers covered in their slots; which slots there are is the day's to say."""
    draft.add("rest_slots", RestSlots(clause.id, draft.covered(clause), require_count(clause, "notice", least=0),
                                      optional_count(clause, "slots")))
