"""The clause on stations that stands behind opening hours, where the agreement of a day that one may see has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError

#: 驿站: what the platform or the union promised of stations.
TYPE: Final = "C11"


@dataclass(frozen=True, slots=True)
class HoursClause:
    """The chip beside the hours: its state, and where its sheet is."""

    state: str
    url: str


def pick_clause(clauses: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The clause of the type in an agreement; None where it has none."""
    return next((key for key, clause in clauses.items() if clause["type"] == TYPE), None)


def find_hours_clause(account: Any, *, short: bool) -> HoursClause | None:
    """The chip for somebody who may see a run whose agreement has the clause; nothing for everybody else.

    ``short``: less was measured than was published.
    """
    if not isinstance(account, Account):
        return None
    run = Run.objects.visible_to(account).order_by("-date", "id").first()
    try:
        clause = None if run is None else pick_clause(run.view.clauses)
    except RunError:
        return None
    if run is None or clause is None:
        return None
    return HoursClause("watch" if short else "kept", reverse("days:clause", args=[run.pk, clause]))
