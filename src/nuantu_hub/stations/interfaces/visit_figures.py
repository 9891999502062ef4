"""What everybody may know of visits: the city's last days, its districts, the week by hours; small numbers left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.models import Unit
from nuantu_hub.people.views.rates import find_publisher, list_parts
from nuantu_hub.site.charts import Chart
from nuantu_hub.stations.domain.check_ins import count_unit_persons
from nuantu_hub.stations.domain.counting_visits import daily_counts
from nuantu_hub.stations.domain.holding_back import hold_back, hold_back_one
from nuantu_hub.stations.domain.occupancy import LEAST
from nuantu_hub.stations.domain.peaks import measure_week
from nuantu_hub.stations.interfaces.visit_charts import chart_days, chart_week, say_peaks, say_weeks
from nuantu_hub.stations.interfaces.visit_tables import WEEK
from nuantu_hub.stations.models import Station, VisitCount


@dataclass(frozen=True, slots=True)
class Part:
    """A district: its stations, how many of them count, and their visits of seven days (None: held back)."""

    unit: Unit
    stations: int
    counting: int
    visits: int | None

    @property
    def visits_words(self) -> str:
        """The visits where they are published."""
        return "" if self.visits is None else f"{self.visits:,}"


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The page of the city; ``visits`` is None where it is held back, ``persons`` of a day where nobody checked in."""

    city: Unit
    first: date
    last: date
    stations: int
    counting: int
    visits: int | None
    days: Chart
    hours: Chart | None
    parts: list[Part]
    persons: list[tuple[date, int | None, bool]]

    @property
    def visits_words(self) -> str:
        """The visits where they are published."""
        return "" if self.visits is None else f"{self.visits:,}"


def read_public_figures(moment: datetime) -> PublicFigures | None:
    """The figures as they may be published; None where no unit publishes or no station stands in its reach."""
    city = find_publisher()
    stations = Station.objects.filter(unit__path__startswith=city.path) if city else Station.objects.none()
    listed = stations.exclude(state__in=Station.GONE)
    total = listed.count()
    if city is None or not total:
        return None
    today = localdate(moment)
    first, last = today - timedelta(days=WEEK), today - timedelta(days=1)
    counts = daily_counts(stations.values("pk"), first, last)
    visits = hold_back_one(sum(counts.values()))
    days = [first + timedelta(days=number) for number in range(WEEK)]
    week = measure_week(stations.values("pk"), today)
    return PublicFigures(
        city=city, first=first, last=last, stations=total,
        counting=listed.filter(door_occupancy__isnull=False).count(), visits=visits,
        days=_chart_days(days, counts, visits), parts=_list_parts(city, first, last),
        hours=None if week.is_empty else chart_week(week, say_peaks(week), say_weeks(week), LEAST),
        persons=_list_persons(city, days))


def _chart_days(days: Sequence[date], counts: dict[date, int], visits: int | None) -> Chart:
    counted = [day for day in days if day in counts]
    shown = dict(zip(counted, hold_back([counts[day] for day in counted]), strict=True))
    sentence = (_("最近七天的人次太少，不公布") if visits is None else
                _("最近七天来了 %(sum)s 人次") % {"sum": f"{visits:,}"})
    return chart_days([(day, shown.get(day)) for day in days], sentence, _("深绿是平日，灰蓝是周末"))


def _list_parts(city: Unit, first: date, last: date) -> list[Part]:
    """The districts, their visits held back where they are few and where they could be found by subtraction."""
    units = list_parts(city)
    sums = dict(VisitCount.objects.filter(day__gte=first, day__lte=last).order_by()
                .values_list("station__unit__path").annotate(sum=Sum("entered")))
    held = list(Station.objects.exclude(state__in=Station.GONE).order_by().values_list("unit__path").annotate(
        stations=Count("pk"), counting=Count("door_occupancy")))
    own = [sum(count for path, count in sums.items() if path.startswith(unit.path)) for unit in units]
    rest = sum(count for path, count in sums.items() if path.startswith(city.path)) - sum(own)
    # What stands at the city itself is a part that nobody names: it is held back with the others, never shown.
    shown = hold_back([*own, rest])[:-1]
    return [Part(unit, sum(stations for path, stations, _counting in held if path.startswith(unit.path)),
                 sum(counting for path, _stations, counting in held if path.startswith(unit.path)), count)
            for unit, count in zip(units, shown, strict=True)]


def _list_persons(city: Unit, days: Sequence[date]) -> list[tuple[date, int | None, bool]]:
    """Persons who chose to check in, day by day: the number, and whether it is held back; neither: nobody did."""
    counted = count_unit_persons(city, days[0], days[-1])
    return [(day, hold_back_one(counted[day]) if day in counted else None,
             day in counted and hold_back_one(counted[day]) is None) for day in days]
