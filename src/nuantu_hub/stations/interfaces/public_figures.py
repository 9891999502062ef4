"""What everybody may know about all stations together; a count of visits that is small is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.models import Unit
from nuantu_hub.site.charts import Bar, Chart, draw_bars, draw_columns
from nuantu_hub.site.moments import say_day
from nuantu_hub.stations.domain.counting_visits import daily_counts
from nuantu_hub.stations.interfaces.fault_figures import chart_faults
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.interfaces.star_row import say_stars
from nuantu_hub.stations.models import Station

#: A day's visits at fewer stations than this, or fewer visits, are not published.
LEAST_STATIONS, LEAST_VISITS = 3, 10
DAYS = 7
MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A union's stations: how many, open now, round the clock, with an overdue fault."""

    unit: Unit
    stations: int
    opened: int
    always: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All stations in use at a moment, in figures; charts are None where nothing was counted or rated."""

    moment: datetime
    total: int
    opened: int
    always: int
    counted: int
    faulty: int
    overdue: int
    kinds: Chart | None
    stars: Chart | None
    visits: Chart | None
    faults: Chart | None
    parts: Sequence[Part]


def measure_all(moment: datetime) -> Figures:
    """Figures of every station that was not given up."""
    listed = Station.objects.exclude(state__in=Station.GONE)
    stands = read_stands(list(listed.select_related("unit")), moment, offers=False)
    return Figures(
        moment, len(stands), sum(one.is_open for one in stands), sum(one.always and one.is_open for one in stands),
        sum(one.is_counted for one in stands), sum(bool(one.faults) for one in stands),
        sum(bool(one.overdue) for one in stands), _chart_kinds(stands), _chart_stars(stands),
        _chart_visits(stands, moment), chart_faults(moment), _list_parts(stands))


def _chart_kinds(stands: Sequence[Stand]) -> Chart | None:
    counts = Counter(one.station.kind for one in stands)
    if not counts:
        return None
    rows = [(str(Station.Kind(kind).label), count) for kind, count in counts.most_common()]
    return Chart(_("%(n)d 座驿站，%(kinds)d 类") % {"n": len(stands), "kinds": len(rows)},
                 draw_bars([Bar(name, count, str(count)) for name, count in rows]), (_("类型"), _("座数")), rows)


def _chart_stars(stands: Sequence[Stand]) -> Chart | None:
    rated = Counter(one.star.stars for one in stands if one.star is not None)
    if not rated:
        return None
    rows = [(say_stars(number), rated[number]) for number in range(MOST_STARS, 0, -1)]
    rows.append((_("还没有评星"), len(stands) - sum(rated.values()) + rated[0]))
    sentence = _("%(n)d 座评了星，四星以上 %(good)d 座") % {
        "n": sum(rated.values()) - rated[0], "good": rated[4] + rated[5]}
    return Chart(sentence, draw_bars([Bar(name, count, str(count), "watch") for name, count in rows]),
                 (_("星级"), _("座数")), rows)


def _chart_visits(stands: Sequence[Stand], moment: datetime) -> Chart | None:
    today = localdate(moment)
    counted: dict[Any, int] = daily_counts([one.station for one in stands], today - timedelta(days=DAYS),
                                           today - timedelta(days=1))
    shown = {day: count for day, count in counted.items() if count >= LEAST_VISITS}
    if not shown or sum(one.occupancy is not None for one in stands) < LEAST_STATIONS:
        return None
    rows = [(say_day(day), count) for day, count in sorted(shown.items())]
    sentence = _("最近 %(days)d 天门口数到 %(n)s 人次") % {"days": len(rows), "n": f"{sum(shown.values()):,}"}
    bars = [Bar(str(day.day), count, f"{count:,}") for day, count in sorted(shown.items())]
    return Chart(sentence, draw_columns(bars, sentence),
                 (_("日期"), _("人次")), rows, _("只数装了计数门的驿站；同一个人来两次算两次。"))


def _list_parts(stands: Sequence[Stand]) -> list[Part]:
    by_unit: dict[int, list[Stand]] = {}
    for stand in stands:
        by_unit.setdefault(stand.station.unit_id, []).append(stand)
    parts = [Part(held[0].station.unit, len(held), sum(one.is_open for one in held),
                  sum(one.always and one.is_open for one in held), sum(bool(one.overdue) for one in held))
             for held in by_unit.values()]
    return sorted(parts, key=lambda part: (-part.stations, part.unit.path))
