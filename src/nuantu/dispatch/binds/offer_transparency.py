"""D13 offer_transparency: what is shown with every push."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.dispatch.order_rules import Offering
from nuantu.dispatch.rules import Draft, require_count, words_of

#: What the clocks know of an order when they push it.
SHOWN = frozenset({"pay", "ride_distance", "time", "pickup", "destination", "weight", "storey"})


def bind(clause: Clause, draft: Draft) -> None:
    """Show the workers covered what the clause names, with its time to decide."""
    fields = words_of(clause, "fields")
    unknown = sorted(fields - SHOWN)
    if unknown:
        raise AgreementError(f"clause {clause.id} (offer_transparency) cannot be applied: no day knows of "
                             f"{', '.join(unknown)}", field="fields", fix=f"keep to {', '.join(sorted(SHOWN))}")
    draft.add("offerings", Offering(clause.id, draft.covered(clause), fields, require_count(clause, "time", least=0)))
