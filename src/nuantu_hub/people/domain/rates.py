"""How far unions reach: enterprises with a union (建会率) and workers who are members (入会率), each of a stated whole.

* A rate names its numerator, its denominator, where that comes from, of which day it is and how it was counted. Where
  there is no denominator it says so by name and gives no percentage.
* The founding rate counts enterprises of the ledger that are seated in the city: founded are those whose union was
  approved. A head office elsewhere is in the ledger, and in no rate.
* The joining rate counts persons with a full membership in the branch, each once, wherever they work and for however
  many platforms: a person has one membership at a time. Who waits in a holding pool is told beside it, not in it. Who
  has left a platform and stays in a federation counts there.
* An aggregator without drivers of its own counts as an enterprise; its drivers are those of its partner companies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from nuantu_hub.people.models import Enterprise, Headcount, Membership, Person, Stage, Standing, Unit

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rate:
    """``over`` of ``of``; without a denominator ``of`` is None and ``missing`` says which."""

    over: int
    of: int | None
    source: str = ""
    method: str = ""
    as_of: date | None = None
    missing: str = ""

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent with one decimal, halves up; None without a denominator."""
        return (Decimal(100 * self.over) / self.of).quantize(TENTH, ROUND_HALF_UP) if self.of else None

    @property
    def exceeds(self) -> bool:
        """Whether more were counted than there should be, so that the denominator must be looked at."""
        return self.of is not None and self.over > self.of


@dataclass(frozen=True, slots=True)
class Reach:
    """Both rates of a unit's branch, and who waits in its holding pools."""

    unit: Unit
    founding: Rate
    joining: Rate
    pooled: int


@dataclass(frozen=True, slots=True)
class Ledgered:
    """An enterprise as rates see it: whose it is, and from when until when it counts and has a union."""

    path: str
    since: date | None
    until: date | None
    founded: date | None
    union_until: date | None

    def listed_on(self, day: date) -> bool:
        """Whether it stood in the ledger at the end of a day."""
        return self.since is not None and self.since <= day and (self.until is None or self.until > day)

    def founded_on(self, day: date) -> bool:
        """Whether its union stood at the end of a day."""
        return (self.listed_on(day) and self.founded is not None and self.founded <= day
                and (self.union_until is None or self.union_until > day))


def end_of(day: date) -> datetime:
    """The moment at which a day of the hub's time zone is over, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), get_default_timezone()).astimezone(UTC)


def measure_reach(units: Sequence[Unit], day: date) -> list[Reach]:
    """Both rates of each unit's branch at the end of a day, in a number of queries that does not grow with them."""
    ledger = list_ledger(units)
    members, pooled = (count_members(units, day, standing) for standing in (Standing.FULL, Standing.POOL))
    heads = find_headcounts(units, day)
    return [Reach(unit, rate_founding(unit, ledger, day), rate_joining(unit, members[unit.pk], heads.get(unit.pk)),
                  pooled[unit.pk]) for unit in units]


def list_ledger(units: Iterable[Unit]) -> list[Ledgered]:
    """The enterprises of all the units' branches that are seated in the city, struck-off ones among them."""
    rows = Enterprise.objects.filter(reach_of(units, "overseer__"), seat_elsewhere="").annotate(
        since=Min("steps__on"), founded_on=Min("steps__on", filter=Q(steps__stage=Stage.APPROVED)),
    ).values_list("overseer__path", "since", "closed_on", "founded_on", "union__closed_on")
    return [Ledgered(*row) for row in rows]


def count_members(units: Sequence[Unit], day: date, standing: str = Standing.FULL) -> dict[int, int]:
    """Persons with an open membership at the end of a day, in the branch of each unit."""
    moment = end_of(day)
    held = Membership.objects.filter(
        reach_of(units, "unit__"), Q(until=None) | Q(until__gte=moment), since__lt=moment, standing=standing,
    ).annotate(one=Coalesce("person__merged_into_id", "person_id"))
    folded = Person.objects.filter(merged_into__isnull=False).values("merged_into")
    rows = list(held.exclude(one__in=folded).values_list("unit__path").annotate(
        persons=Count("one", distinct=True)).order_by())
    # Before two records were folded into one they may have stood in two units of a branch: still one human being.
    twice = set(held.filter(one__in=folded).values_list("unit__path", "one").order_by())
    return {unit.pk: sum(persons for path, persons in rows if path.startswith(unit.path))
            + len({one for path, one in twice if path.startswith(unit.path)}) for unit in units}


def find_headcounts(units: Iterable[Unit], day: date) -> dict[int, Headcount]:
    """The headcount of each unit that was in use on a day: the newest of all trades."""
    rows = Headcount.objects.filter(unit__in=list(units), trade=Unit.Trade.ALL, as_of__lte=day)
    return {row.unit_id: row for row in rows.order_by("as_of", "pk")}


def rate_founding(unit: Unit, ledger: Iterable[Ledgered], day: date) -> Rate:
    """Enterprises with a union, of those in the ledger."""
    here = [one for one in ledger if one.path.startswith(unit.path) and one.listed_on(day)]
    founded = sum(one.founded_on(day) for one in here)
    if not here:
        return Rate(0, None, missing=_("%(unit)s的台账里还没有企业") % {"unit": unit.name})
    return Rate(founded, len(here), as_of=day, source=_("本工会企业台账"),
                method=_("在册、总部在本市的企业；批复成立之日起算已建会"))


def rate_joining(unit: Unit, members: int, headcount: Headcount | None) -> Rate:
    """Members, of the workers there are."""
    if headcount is None:
        return Rate(members, None, missing=_("%(unit)s还没有从业人数，算不出入会率") % {"unit": unit.name})
    return Rate(members, headcount.people, headcount.source, headcount.method, headcount.as_of)


def reach_of(units: Iterable[Unit], prefix: str) -> Q:
    """The condition that something stands in a branch of one of the units; ``prefix`` leads to its unit."""
    reach = Q(pk__in=[])
    for path in _without_nested(sorted(unit.path for unit in units)):
        reach |= Q(**{f"{prefix}path__startswith": path})
    return reach


def _without_nested(paths: Iterable[str]) -> Iterable[str]:
    last: str | None = None
    for path in paths:
        if last is None or not path.startswith(last):
            last = path
            yield path
