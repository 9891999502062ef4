"""A week of inspections, day by day, and how the year stands: what the desk's strip shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localdate

from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.inspection_plans import TIMES_A_YEAR
from nuantu_hub.stations.domain.stars import current_stars
from nuantu_hub.stations.models import Inspection, Station

DAYS = 7
#: Of the inspections of one day so many are named; of the rest the number is.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One inspection of a day: its tone and icon (kept, watch, broken, pending, next), the station, the stars after."""

    inspection: Inspection
    tone: str
    stars: int
    spot: bool


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day with its first rows and how many more there are."""

    day: date
    today: bool
    rows: list[WeekRow]
    more: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week: planned and held, stars lost, orders to mend; and the year: held, due by now, unannounced in percent."""

    days: list[WeekDay]
    planned: int
    held: int
    down: int
    ordered: int
    year_held: int
    year_due: int
    unannounced_percent: int | None
    before: date
    after: date


def read_week(account: Account, day: date | None = None, shown: int = SHOWN) -> Week:
    """The week in which a day lies, for what an account oversees or inspects; a fixed number of queries.

    Of each day ``shown`` inspections are named.
    """
    today = localdate(now())
    start = (day or today) - timedelta(days=(day or today).weekday())
    seen = Inspection.objects.visible_to(account).exclude(state=Inspection.State.OFF)
    week = seen.filter(on__range=(start, start + timedelta(days=DAYS - 1)))
    told_of = week.select_related("station").annotate(orders=Count("findings"))
    rows: list[Any] = list(told_of.order_by("on", "held_at", "pk"))
    stars = current_stars([row.station for row in rows])
    told: dict[date, list[WeekRow]] = {start + timedelta(days=place): [] for place in range(DAYS)}
    for row in rows:
        standing = stars.get(row.station_id)
        told[row.on].append(WeekRow(row, _find_tone(row, today), standing.stars if standing else 0, not row.announced))
    held, quiet, due = _count_year(account, today)
    return Week(
        [WeekDay(on, on == today, found[:shown], max(0, len(found) - shown)) for on, found in told.items()],
        len(rows), sum(row.held_at is not None for row in rows), sum(_has_fallen(row) for row in rows),
        sum(row.orders > 0 for row in rows), held, due, quiet,
        start - timedelta(days=DAYS), start + timedelta(days=DAYS))


def _find_tone(row: Any, today: date) -> str:
    if row.held_at is None:
        return "next" if row.on == today else "late" if row.on < today else "pending"
    if _has_fallen(row) or row.by_rules == 0:
        return "broken"
    return "watch" if row.orders or row.state != Inspection.State.COUNTED else "kept"


def _has_fallen(row: Inspection) -> bool:
    return row.by_rules is not None and row.by_rules < (row.stars_before or 0)


def _count_year(account: Account, today: date) -> tuple[int, int | None, int]:
    """Held this year, percent unannounced of them, and how many there should be by now: four a year and station."""
    held = Inspection.objects.visible_to(account).filter(held_at__year=today.year).exclude(
        kind=Inspection.Kind.RECHECK).aggregate(all=Count("pk"), quiet=Count("pk", filter=Q(announced=False)))
    reach = units_of(account, "officer", "inspector")
    stations = Station.objects.filter(unit__in=reach, state=Station.State.USED).count()
    share = (today - date(today.year, 1, 1)).days + 1
    days = (date(today.year, 12, 31) - date(today.year, 1, 1)).days + 1
    percent = round(100 * held["quiet"] / held["all"]) if held["all"] else None
    return held["all"], percent, round(stations * TIMES_A_YEAR * share / days)
