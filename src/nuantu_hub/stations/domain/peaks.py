"""When it is full: person-times by weekday and hour over the last weeks, and the busiest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from nuantu_hub.stations.domain.counting_visits import HOURS
from nuantu_hub.stations.models import VisitCount

DAYS = 7
#: Weeks that the week of means is made from.
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Week:
    """Means of person-times an hour: ``cells[weekday][hour]``, Monday first; None for a weekday that was not counted.

    ``sums`` has the person-times that each mean is made from.
    """

    first: date
    last: date
    cells: tuple[tuple[float, ...] | None, ...]
    sums: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> float:
        """The largest mean."""
        return max((mean for row in self.cells if row for mean in row), default=0.0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted in all these weeks."""
        return all(row is None for row in self.cells)

    def list_peaks(self, number: int = 3) -> list[tuple[int, int, float]]:
        """The busiest hours as (weekday, hour, mean), the busiest first; hours in which nobody came are none."""
        every = [(weekday, hour, mean) for weekday, row in enumerate(self.cells) if row
                 for hour, mean in enumerate(row) if mean > 0]
        return sorted(every, key=lambda one: (-one[2], one[0], one[1]))[:number]

    def list_hours(self) -> list[float]:
        """24 means over all weekdays that were counted."""
        rows = [row for row in self.cells if row]
        return [sum(row[hour] for row in rows) / len(rows) if rows else 0.0 for hour in range(HOURS)]


def measure_week(stations: Iterable[Any], today: date, weeks: int = WEEKS) -> Week:
    """The week of means of stations (or keys of them) together, from the whole weeks before ``today``, in one query.

    The mean of a weekday is over the days on which anything was counted at all.
    """
    first, last = today - timedelta(weeks=weeks), today - timedelta(days=1)
    rows = VisitCount.objects.filter(station__in=stations, day__gte=first, day__lte=last).order_by().values_list(
        "day", "hour").annotate(sum=Sum("entered"))
    counted: list[set[date]] = [set() for _day in range(DAYS)]
    sums = [[0] * HOURS for _day in range(DAYS)]
    for day, hour, entered in rows:
        counted[day.weekday()].add(day)
        sums[day.weekday()][hour] += entered
    cells = tuple(tuple(value / len(days) for value in row) if days else None
                  for row, days in zip(sums, counted, strict=True))
    return Week(first, last, cells, tuple(tuple(row) for row in sums))
