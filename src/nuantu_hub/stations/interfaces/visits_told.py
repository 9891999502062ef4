"""What the page of one station's visits tells: today, the week, how long it was open, and what its door wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.charts import Chart
from nuantu_hub.site.moments import say_duration
from nuantu_hub.stations.domain.check_ins import count_persons
from nuantu_hub.stations.domain.counting_visits import count_today, daily_counts, hourly_today, usual_hours
from nuantu_hub.stations.domain.occupancy import Occupancy, read_occupancy
from nuantu_hub.stations.domain.open_hours import MeasuredHours, measure_days
from nuantu_hub.stations.domain.opening_hours import hours_of_day
from nuantu_hub.stations.domain.peaks import measure_week
from nuantu_hub.stations.interfaces.day_columns import draw_day_columns
from nuantu_hub.stations.interfaces.hour_bars import add_spans, clip_spans, draw_hour_bar, subtract_spans
from nuantu_hub.stations.interfaces.visit_charts import chart_days, chart_week, say_peaks, say_weeks
from nuantu_hub.stations.interfaces.visit_tables import WEEK, say_days
from nuantu_hub.stations.models import Door, DoorEvent, Station

OPEN_DAYS = 14
LOG_DAYS = 7
#: Kinds of the door's log, as they are listed; the leaf's own movements are left out.
LOGGED = [kind.value for kind in DoorEvent.Kind if kind not in (
    DoorEvent.Kind.CONTACT_OPEN, DoorEvent.Kind.CONTACT_CLOSED, DoorEvent.Kind.TELEMETRY)]
#: By what a door opened, and why it did not, in words.
HOW = {
    "once": gettext_lazy("一次性码"), "standing": gettext_lazy("常用钥匙"), "keeper": gettext_lazy("值守钥匙"),
    "order": gettext_lazy("远程"), "inside": gettext_lazy("从里面"), "fire": gettext_lazy("消防"),
    "pass": gettext_lazy("速通码"), "stale": gettext_lazy("名单太旧"),
    "wrong": gettext_lazy("码不对"), "used": gettext_lazy("码用过了"), "expired": gettext_lazy("码过期"),
    "revoked": gettext_lazy("钥匙停用"), "full": gettext_lazy("人满"), "locked_out": gettext_lazy("键盘锁定"),
    "closed": gettext_lazy("没到开放时间"), "unrecorded": gettext_lazy("记不下来")}


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day's published and measured hours in seconds, its bar, and the pauses of five minutes and more."""

    day: date
    published_s: int
    measured_s: int
    bar: SafeString
    pauses: tuple[Any, ...]

    @property
    def short_s(self) -> int:
        """How much of the published hours is missing."""
        return self.published_s - self.measured_s


@dataclass(frozen=True, slots=True)
class StationTold:
    """Everything of the page; None where no door counts or told."""

    inside: Occupancy | None
    today: int | None
    columns: SafeString | None
    usual_by_now: int | None
    persons_today: int | None
    persons_yesterday: int | None
    days: Chart
    hours: Chart | None
    open_days: list[OpenDay]
    log: list[tuple[str, str, int]]
    doors: bool


def tell_station(station: Station, moment: datetime) -> StationTold:
    """Read and draw the page of a station."""
    today = localdate(moment)
    last = [today - timedelta(days=number) for number in range(WEEK, 0, -1)]
    counts = daily_counts([station], last[0], today)
    usual, counted = usual_hours(station), count_today(station)
    week = measure_week([station], today)
    return StationTold(
        inside=read_occupancy(station), today=counted,
        columns=None if counted is None else draw_day_columns(
            hourly_today(station), usual or [None] * 24, localtime(moment).hour, _("今天每小时的人次和平常的比较")),
        usual_by_now=None if usual is None else round(_add_until(usual, moment)),
        persons_today=count_persons(station, today), persons_yesterday=count_persons(station, last[-1]),
        days=chart_days([(day, counts.get(day)) for day in last], say_days(counts, last)),
        hours=None if week.is_empty else chart_week(week, say_peaks(week), say_weeks(week)),
        open_days=_list_open_days(station, today), log=read_log(station, moment),
        doors=Door.objects.filter(station=station).exists())


def _add_until(usual: Sequence[float], moment: datetime) -> float:
    """What is usual from midnight to a moment; of the hour that runs its part."""
    local = localtime(moment)
    return sum(usual[:local.hour]) + usual[local.hour] * local.minute / 60


def _list_open_days(station: Station, today: date) -> list[OpenDay]:
    """The last fourteen whole days of which the door told, the newest first."""
    measured = measure_days(station, today - timedelta(days=OPEN_DAYS), today - timedelta(days=1))
    return [_tell_day(station, measured[day]) for day in sorted(measured, reverse=True)]


def _tell_day(station: Station, measured: MeasuredHours) -> OpenDay:
    published = clip_spans(hours_of_day(station, measured.day).spans, measured.day)
    heard = [(one.began_at, one.ended_at) for one in measured.stretches if one.state == "heard"]
    missing = subtract_spans(published, heard)
    within = subtract_spans(published, missing)
    words = _("公布 %(published)s，实测 %(measured)s") % {
        "published": say_duration(add_spans(published)), "measured": say_duration(add_spans(within))}
    return OpenDay(measured.day, add_spans(published), add_spans(within),
                   draw_hour_bar(within, measured.day, words, missing),
                   tuple(pause for pause in measured.pauses if pause.length_s >= 300))


def read_log(station: Station, moment: datetime) -> list[tuple[str, str, int]]:
    """How often each thing happened at the door in seven days: kind, by what or why, how many; persons never."""
    rows = DoorEvent.objects.filter(door__station=station, at__gte=moment - timedelta(days=LOG_DAYS)).order_by()
    found = []
    for kind, by, why, count in rows.values_list("kind", "detail__by", "detail__why").annotate(count=Count("pk")):
        if kind in LOGGED:
            found.append((LOGGED.index(kind), str(DoorEvent.Kind(kind).label),
                          str(HOW.get(by or why or "", by or why or "")), count))
        elif kind not in DoorEvent.Kind.values:
            found.append((len(LOGGED), _("设备自己的记录：%(kind)s") % {"kind": kind}, "", count))
    return [(label, how, count) for _place, label, how, count in sorted(found, key=lambda one: (one[0], -one[3]))]
