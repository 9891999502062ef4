"""The card "elections" of a worker's home: polls that are open, a nomination to answer, nominations that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nuantu_hub.needs.models import Candidacy, Contest, Election, Turnout
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "needs/election_tile.html"


@dataclass(frozen=True, slots=True)
class ElectionTold:
    """The contest that waits for the worker, and for what: "vote", "answer" or "nominate"."""

    contest: Contest
    wants: str


def make_election_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """What an election wants of the worker now, the most urgent first; none where none does."""
    del spot
    own = Contest.objects.filter(roll__person__account=account.pk).select_related("election", "constituency")
    done = Turnout.objects.filter(person__account=account.pk).values("election")
    voting = own.filter(election__state=Election.State.POLLING, election__opens_at__lte=moment,
                        election__closes_at__gt=moment).exclude(election__in=done)
    found = voting.order_by("election__closes_at", "pk").first()
    if found is not None:
        return Tile(TEMPLATE, ElectionTold(found, "vote"))
    running = own.filter(election__state=Election.State.NOMINATING, election__nominate_until__gt=moment)
    asked = running.filter(candidacies__person__account=account.pk, candidacies__state=Candidacy.State.PROPOSED)
    for contests, wants in ((asked, "answer"), (running, "nominate")):
        found = contests.order_by("election__nominate_until", "pk").first()
        if found is not None:
            return Tile(TEMPLATE, ElectionTold(found, wants))
    return None
