"""Person-times at the door of a station, hour by hour in China's time: today, usually, and over some weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Sum
from django.utils.timezone import localdate, localtime

from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import DoorEvent, Station, VisitCount

HOURS: Final = 24
#: What is usual is the mean over the same day of this many weeks before.
USUAL_WEEKS: Final = 6
ADD: Final = (
    "INSERT INTO stations_visitcount (station_id, day, hour, entered, \"left\", refused) "
    "VALUES (%s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (station_id, day, hour) DO UPDATE SET entered = stations_visitcount.entered + excluded.entered, "
    "\"left\" = stations_visitcount.\"left\" + excluded.\"left\", "
    "refused = stations_visitcount.refused + excluded.refused")
COUNTED: Final = {DoorEvent.Kind.ENTERED: 0, DoorEvent.Kind.LEFT: 1, DoorEvent.Kind.REFUSED: 2}


def add_counts(events: Iterable[DoorEvent]) -> None:
    """Add what went in, out and was refused to the hours in which it happened, in the transaction of its events."""
    added: dict[tuple[int, date, int], list[int]] = {}
    for event in events:
        place = COUNTED.get(event.kind)  # type: ignore[call-overload]  # kinds are kept as plain words
        if place is not None:
            at = localtime(event.at)
            added.setdefault((event.door.station_id, at.date(), at.hour), [0, 0, 0])[place] += 1
    add_hours((station, day, hour, entered, left, refused)
              for (station, day, hour), (entered, left, refused) in sorted(added.items()))


def add_hours(rows: Iterable[tuple[int, date, int, int, int, int]]) -> None:
    """Add to hours: station, day, hour, and how many went in, out and were refused."""
    if told := list(rows):
        with connection.cursor() as cursor:
            cursor.executemany(ADD, told)


def count_today(station: Station) -> int | None:
    """Person-times since midnight; None where no door counts."""
    return count_todays([station]).get(station.pk)


def count_todays(stations: Iterable[Station]) -> dict[int, int]:
    """The same of several stations by key, in two queries; without those where no door counts."""
    keys = [station.pk for station in stations]
    counted = dict(VisitCount.objects.filter(station__in=keys, day=localdate(now())).order_by()
                   .values_list("station").annotate(sum=Sum("entered")))
    counting = set(Station.objects.filter(pk__in=keys, door_occupancy__isnull=False).values_list("pk", flat=True))
    return {key: counted.get(key, 0) for key in keys if key in counting or key in counted}


def hourly_today(station: Station) -> list[int]:
    """24 numbers: who came in each hour of today; hours to come are 0."""
    return hourly_of(station, localdate(now()))


def hourly_of(station: Station, day: date) -> list[int]:
    """24 numbers: who came in each hour of a day."""
    by_hour = dict(VisitCount.objects.filter(station=station, day=day).values_list("hour", "entered"))
    return [by_hour.get(hour, 0) for hour in range(HOURS)]


def usual_hours(station: Station, day: date | None = None) -> list[float] | None:
    """24 means of the same weekday over the six weeks before; None where none of these days was counted.

    A day on which the door counted nothing at all is no day with nobody: it is left out of the mean.
    """
    of = day or localdate(now())
    days = [of - timedelta(weeks=number) for number in range(1, USUAL_WEEKS + 1)]
    rows = list(VisitCount.objects.filter(station=station, day__in=days).values_list("day", "hour", "entered"))
    counted = {row[0] for row in rows}
    if not counted:
        return None
    sums: Counter[int] = Counter()
    for _day, hour, entered in rows:
        sums[hour] += entered
    return [sums[hour] / len(counted) for hour in range(HOURS)]


def daily_counts(stations: Iterable[Any], first: date, last: date) -> dict[date, int]:
    """Person-times of stations (or keys of them) together by day, without days on which none was counted."""
    return dict(VisitCount.objects.filter(station__in=stations, day__gte=first, day__lte=last).order_by("day")
                .values_list("day").annotate(sum=Sum("entered")))
