"""What the list of visits shows: the sums of all stations, and a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.site.charts import Chart
from nuantu_hub.stations.domain.check_ins import count_persons_of
from nuantu_hub.stations.domain.counting_visits import count_todays, daily_counts
from nuantu_hub.stations.domain.occupancy import Occupancy, read_occupancies
from nuantu_hub.stations.domain.peaks import measure_week
from nuantu_hub.stations.interfaces.visit_charts import chart_days, chart_week, say_peaks, say_weeks
from nuantu_hub.stations.models import DoorOccupancy, PersonCount, Station, VisitCount

WEEK = 7
PEAK_DAYS = 28


@dataclass(frozen=True, slots=True)
class Row:
    """One station: None stands for what nobody counts there."""

    station: Station
    inside: Occupancy | None
    today: int | None
    week: int | None
    peak: int | None
    persons: int | None

    @property
    def week_words(self) -> str:
        """The visits of seven days, or a dash."""
        return "—" if self.week is None else f"{self.week:,}"


@dataclass(frozen=True, slots=True)
class Overview:
    """All stations together. ``change`` is against the seven days before, per cent; None where these have no count."""

    stations: int
    counting: int
    inside: int
    today: int
    week: int
    change: int | None
    persons: int | None
    days: Chart
    hours: Chart | None

    @property
    def today_words(self) -> str:
        """The visits of today."""
        return f"{self.today:,}"

    @property
    def week_words(self) -> str:
        """The visits of the seven days before."""
        return f"{self.week:,}"

    @property
    def fall(self) -> int:
        """Per cent fewer than in the seven days before; 0 where they are not fewer or nothing is known."""
        return max(0, -(self.change or 0))


def order_by_visits(stations: QuerySet[Station], today: date) -> QuerySet[Station]:
    """The stations with most visits of the last seven days first, then by code."""
    first = today - timedelta(days=WEEK)
    recent = Sum("visit_counts__entered", filter=Q(visit_counts__day__gte=first, visit_counts__day__lt=today))
    return stations.annotate(recent=Coalesce(recent, 0)).order_by(F("recent").desc(), "code")


def read_rows(stations: Sequence[Station], moment: datetime) -> list[Row]:
    """The lines of a page, in a number of queries that does not grow with it."""
    today = localdate(moment)
    yesterday = today - timedelta(days=1)
    inside, counted = read_occupancies(stations), count_todays(stations)
    week = _sum_by_station(stations, today - timedelta(days=WEEK), yesterday)
    peaks = _find_peaks(stations, today - timedelta(days=PEAK_DAYS), yesterday)
    persons = count_persons_of(stations, yesterday)
    return [Row(one, inside.get(one.pk), counted.get(one.pk), week.get(one.pk), peaks.get(one.pk), persons.get(one.pk))
            for one in stations]


def draw_overview(stations: QuerySet[Station], moment: datetime) -> Overview:
    """The sums and both charts."""
    today = localdate(moment)
    keys = list(stations.order_by().values_list("pk", flat=True))
    days = [today - timedelta(days=number) for number in range(WEEK, 0, -1)]
    counts = daily_counts(keys, today - timedelta(days=2 * WEEK), today)
    week = sum(counts.get(day, 0) for day in days)
    before = sum(counts.get(day - timedelta(days=WEEK), 0) for day in days)
    measured = measure_week(keys, today)
    people = DoorOccupancy.objects.filter(station__in=keys)
    return Overview(
        stations=len(keys), counting=people.count(), inside=people.aggregate(sum=Sum("people"))["sum"] or 0,
        today=counts.get(today, 0), week=week, change=round(100 * (week - before) / before) if before else None,
        persons=PersonCount.objects.filter(station__in=keys, day=days[-1]).aggregate(sum=Sum("persons"))["sum"],
        days=chart_days([(day, counts.get(day)) for day in days], say_days(counts, days),
                        _("深绿是平日，灰蓝是周末")),
        hours=None if measured.is_empty else chart_week(measured, say_peaks(measured), say_weeks(measured)))


def say_days(counts: dict[date, int], days: Sequence[date]) -> str:
    """The last days in one sentence."""
    told = [counts[day] for day in days if day in counts]
    if not told:
        return _("最近七天没有数到人")
    return _("最近七天 %(sum)s 人次，一天 %(least)s 到 %(most)s 人次") % {
        "sum": f"{sum(told):,}", "least": f"{min(told):,}", "most": f"{max(told):,}"}


def _sum_by_station(stations: Sequence[Station], first: date, last: date) -> dict[int, int]:
    return dict(VisitCount.objects.filter(station__in=stations, day__gte=first, day__lte=last).order_by()
                .values_list("station").annotate(sum=Sum("entered")))


def _find_peaks(stations: Sequence[Station], first: date, last: date) -> dict[int, int]:
    """The hour of the day in which most came, by station; the earlier of two alike."""
    rows = VisitCount.objects.filter(station__in=stations, day__gte=first, day__lte=last, entered__gt=0).order_by(
    ).values_list("station", "hour").annotate(sum=Sum("entered"))
    best: dict[int, tuple[int, int]] = {}
    for station, hour, entered in rows:
        best[station] = max(best.get(station, (0, 0)), (entered, -hour))
    return {station: -hour for station, (_sum, hour) in best.items()}
