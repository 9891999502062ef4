"""The card "what is asked now" of a worker's home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nuantu_hub.needs.domain.opinion_votes import index_voter, may_vote
from nuantu_hub.needs.models import Deliberation, OpinionVote, Statement
from nuantu_hub.site.gathering import Spot, Tile

TEMPLATE = "needs/talk_tile.html"


@dataclass(frozen=True, slots=True)
class TalkTold:
    """The deliberation that ends first among those with statements left, and how many are left."""

    one: Deliberation
    left: int


def make_talk_tile(account: Any, moment: datetime, spot: Spot | None) -> Tile | None:
    """The open deliberation that ends first and still has something to ask; none where there is none."""
    del spot
    for one in Deliberation.objects.open_at(moment).select_related("unit").order_by("closes_at", "pk")[:3]:
        if not may_vote(account, one):
            continue
        shown = Statement.objects.filter(deliberation=one, state=Statement.State.SHOWN)
        done = OpinionVote.objects.filter(statement__in=shown, voter__key=index_voter(account)).count()
        left = shown.count() - done
        if left > 0:
            return Tile(TEMPLATE, TalkTold(one, left))
    return None
