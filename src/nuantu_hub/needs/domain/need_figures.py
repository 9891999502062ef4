"""Figures of what was said: counted anew, small numbers withheld so that nobody is found by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from nuantu_hub.needs.domain.need_lists import HEARD_WITHIN
from nuantu_hub.needs.models import Need
from nuantu_hub.needs.models.need import NeedQuerySet

#: A count below this is told as "fewer than".
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that may be told: None where it is withheld."""

    words: Any
    count: int | None


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """``people`` counts everybody who said or joined something; ``heard_of`` is the denominator of ``heard_in_time``:
    those that were received, and those whose two hours are over."""

    people: int
    needs: int
    joined: int
    nameless: int
    heard_in_time: int
    heard_of: int
    topics: tuple[Cell, ...]
    channels: tuple[Cell, ...]


def count_needs(needs: NeedQuerySet, since: datetime, moment: datetime) -> NeedFigures:
    """The figures of needs said since a moment. What was put aside is left out."""
    told = needs.filter(at__gte=since, at__lte=moment).exclude(state=Need.State.ASIDE).order_by()
    heard = Q(heard_at__lte=F("at") + HEARD_WITHIN)
    over = Q(heard_at__isnull=False) | Q(at__lt=moment - HEARD_WITHIN)
    counted = told.aggregate(
        people=Count("pk"), joined=Count("pk", filter=Q(echo_of__isnull=False)),
        nameless=Count("pk", filter=Q(account=None)),
        heard_in_time=Count("pk", filter=heard & Q(echo_of=None)), heard_of=Count("pk", filter=over & Q(echo_of=None)))
    topics = dict(told.values_list("topic").annotate(count=Count("pk")))
    channels = dict(told.values_list("channel").annotate(count=Count("pk")))
    return NeedFigures(
        **counted, needs=counted["people"] - counted["joined"],
        topics=withhold([(Need.Topic(key).label, topics.get(key, 0)) for key in Need.Topic.values]),
        channels=withhold([(Need.Channel(key).label, channels.get(key, 0)) for key in Need.Channel.values]))


def withhold(counts: list[tuple[Any, int]]) -> tuple[Cell, ...]:
    """Withhold every count of one to four, and where that is one alone the next smallest as well.

    With the sum known, one cell alone would follow from the others.
    """
    small = [place for place, (_words, count) in enumerate(counts) if 0 < count < FEWEST]
    if len(small) == 1:
        others = [place for place, (_words, count) in enumerate(counts) if count and place != small[0]]
        small += sorted(others, key=lambda place: (counts[place][1], place))[:1]
    return tuple(Cell(words, None if place in small else count) for place, (words, count) in enumerate(counts))
