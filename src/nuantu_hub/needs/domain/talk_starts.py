"""Starting a deliberation from a common problem: a draft with its question, and what riders said to fill it with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Count, Q
from django.urls import reverse

from nuantu_hub.needs.domain.deliberations import draft_deliberation
from nuantu_hub.needs.domain.statements import LONGEST
from nuantu_hub.needs.models import Deliberation, Need, ProblemStart
from nuantu_hub.people.domain.grouping import fold_text
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import Matter

#: By this key the entry stands among what can be started from a problem.
KEY = "deliberation"
MOST_WORDINGS = 20


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that staff cleared for others to read, of a need in the problem, and how many people say so.

    ``token`` makes taking it over twice the same statement.
    """

    text: str
    people: int
    token: UUID


def list_wordings(deliberation: Deliberation) -> list[Wording]:
    """What riders said of the problem that a deliberation was started from, most people first.

    Only what was cleared for others to read, what fits a statement, and what is no statement yet.
    """
    address = reverse("needs:deliberation_statements", args=[deliberation.pk])
    problems = ProblemStart.objects.filter(kind=KEY, address=address).values("problem")
    rows = Need.objects.filter(problem_member__problem__in=problems).exclude(shown="").exclude(
        state=Need.State.ASIDE).annotate(
        joined=Count("echoes", filter=~Q(echoes__state=Need.State.ASIDE))).order_by("-joined", "pk")
    known = {fold_text(one.text) for one in deliberation.statements.all()}
    found: dict[str, Wording] = {}
    row: Any  # with how many joined it
    for row in rows[:MOST_WORDINGS * 3]:
        folded = fold_text(row.shown)
        if len(row.shown) <= LONGEST and folded not in known:
            found.setdefault(folded, Wording(row.shown, row.joined + 1, uuid5(deliberation.token, folded)))
    return list(found.values())[:MOST_WORDINGS]


def start_deliberation(*, by: Account, matter: Matter, question: str, opens_at: datetime, closes_at: datetime,
                       token: UUID) -> Deliberation:
    """A draft that says where it comes from; the same token is the same one. Raises as ``draft_deliberation``."""
    told: dict[str, Any] = {"title": matter.name[:60], "question": question, "opens_at": opens_at,
                            "closes_at": closes_at, "origin_name": matter.name[:120],
                            "origin_address": matter.address[:200]}
    return draft_deliberation(by=by, unit=Unit.objects.get(pk=matter.unit), token=token, **told)
