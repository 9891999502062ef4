"""What a sensor told over the last two days, as a line with its limits, and as a table of hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.html import escape
from django.utils.translation import gettext as _

from nuantu_hub.site.charts import WIDTH, Chart
from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.moments import say_clock, say_moment
from nuantu_hub.stations.models import Equipment, Measurement
from nuantu_hub.stations.models.equipment import STALE_AFTER

SPAN = timedelta(hours=48)
TALL, FOOT, TOP = 150, 22, 12
#: Beyond this gap the line breaks: nobody knows what was in between.
GAP = STALE_AFTER * 2


def draw_readings(thing: Equipment, moment: datetime) -> Chart | None:
    """The chart of a piece of equipment; None where it has no sensor or told nothing in two days."""
    if thing.measure == Equipment.Measure.NONE:
        return None
    rows = list(thing.measurements.filter(at__gt=moment - SPAN, at__lte=moment).order_by("at"))
    if not rows:
        return None
    values = [row.value for row in rows]
    sentence = _say_range(thing, values)
    heads = (_("时间"), _("读数"))
    hourly = {say_moment(row.at.replace(minute=0, second=0, microsecond=0)): row for row in rows}
    return Chart(sentence, as_safe(_draw(thing, rows, moment, sentence)), heads,
                 [(f"{say_moment(row.at)}", say_value(thing, row.value)) for row in reversed(hourly.values())],
                 sub=_("最近两天；断开的地方没有读数"))


def say_value(thing: Equipment, value: float) -> str:
    """A value with its unit."""
    if thing.measure == Equipment.Measure.CELSIUS:
        return f"{value:.1f}℃"
    if thing.measure == Equipment.Measure.FREE:
        return f"{value:.0f}/{thing.total}" if thing.total else f"{value:.0f}"
    return _("可用") if value else _("故障")


def _say_range(thing: Equipment, values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    if thing.measure == Equipment.Measure.WORKS:
        return _("一直可用") if low else _("有一段时间不能用")
    return _("在%(low)s和%(high)s之间") % {"low": say_value(thing, low), "high": say_value(thing, high)}


def _draw(thing: Equipment, rows: Sequence[Measurement], moment: datetime, sentence: str) -> str:
    ends = [row.value for row in rows] + [end for end in (thing.low, thing.high) if end is not None]
    low, high = min(ends), max(ends)
    low, high = (low - 1, high + 1) if high - low < 2 else (low, high)

    def place(at: datetime, value: float) -> str:
        x = WIDTH * (1 - (moment - at) / SPAN)
        y = TOP + (TALL - FOOT - TOP) * (high - value) / (high - low)
        return f"{x:.1f},{y:.1f}"

    lines: list[list[str]] = []
    line = [place(rows[0].at, rows[0].value)]
    for before, row in pairwise(rows):
        if row.at - before.at > GAP:
            lines, line = [*lines, line], []
        line.append(place(row.at, row.value))
    drawn = "".join(f'<polyline class="trend" points="{" ".join(one)}"/>' for one in [*lines, line] if one)
    limits = "".join(f'<path class="limit watch" d="M{place(moment - SPAN, end)}H{WIDTH}"/>'
                     for end in (thing.low, thing.high) if end is not None)
    ticks = "".join(
        f'<text x="{WIDTH * part / 4:.0f}" y="{TALL - 4}" text-anchor="{anchor}">'
        f"{say_clock(moment - SPAN * (1 - part / 4))}</text>"
        for part, anchor in ((0, "start"), (1, "middle"), (2, "middle"), (3, "middle"), (4, "end")))
    return (f'<svg viewBox="0 0 {WIDTH} {TALL}" role="img" aria-label="{escape(sentence)}">{limits}{drawn}'
            f'<path class="axis" d="M0 {TALL - FOOT}H{WIDTH}"/>{ticks}</svg>')
