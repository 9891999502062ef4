"""Counting members: each human being once, however many platforms, stretches, records and units there are."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from nuantu_hub.people.models import Engagement, Membership, Standing, Unit


def list_stretches(unit: Unit, at: datetime) -> QuerySet[Membership]:
    """Stretches that were open at a moment in a unit or below it; a stretch that ends at that moment is over."""
    return Membership.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at,
                                     unit__path__startswith=unit.path)


def _distinct() -> Count:
    """People, where a folded record counts as the one it was folded into."""
    return Count(Coalesce("person__merged_into_id", "person_id"), distinct=True)


def count_members(unit: Unit, at: datetime, *, standing: str | None = None) -> int:
    """How many people are members in a unit or below it at a moment.

    Without a standing all are counted; full and pool members add up to them, because nobody is both at one moment.
    """
    held = list_stretches(unit, at)
    if standing is not None:
        held = held.filter(standing=standing)
    counted: int = held.aggregate(people=_distinct())["people"]
    return counted


def count_by_unit(unit: Unit, at: datetime) -> dict[int, int]:
    """People by the unit in which they stand, for a unit and all below it."""
    rows = list_stretches(unit, at).values_list("unit_id").annotate(people=_distinct()).order_by("unit_id")
    return dict(rows)


def count_by_occupation(unit: Unit, at: datetime) -> dict[str, int]:
    """People by what they do."""
    rows = list_stretches(unit, at).annotate(
        occupation=Coalesce(F("person__merged_into__occupation"), F("person__occupation"))) \
        .values_list("occupation").annotate(people=_distinct()).order_by("occupation")
    return dict(rows)


def count_by_platform(unit: Unit, at: datetime) -> dict[str, int]:
    """People by platform. Who works for two counts with both, so that these may add up to more than the members."""
    members = list_stretches(unit, at).values(one=Coalesce("person__merged_into_id", "person_id"))
    rows = Engagement.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at) \
        .annotate(one=Coalesce("person__merged_into_id", "person_id")).filter(one__in=members) \
        .values_list("platform").annotate(people=Count("one", distinct=True)).order_by("platform")
    return dict(rows)


def count_pool(unit: Unit, at: datetime) -> int:
    """People who wait in the holding pools of a unit and below it."""
    return count_members(unit, at, standing=Standing.POOL)
