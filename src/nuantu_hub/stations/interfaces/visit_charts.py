"""Pictures of visits: the last days, the week by hours, a day beside what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.charts import WIDTH, Bar, Chart, draw_columns
from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.moments import WEEKDAYS, say_day, say_weekday
from nuantu_hub.stations.domain.counting_visits import HOURS
from nuantu_hub.stations.domain.peaks import DAYS, Week

#: The week's cells: room for the names of days and of hours, width and height of one. Drawn for a phone.
LEFT, FOOT = 34, 22
CELL_WIDE, CELL_TALL = (WIDTH - LEFT) / HOURS, 17
LEVELS = 5
TICKS = (0, 6, 12, 18)


def chart_days(counts: Sequence[tuple[date, int | None]], sentence: str, sub: str = "", head: str = "") -> Chart:
    """Person-times of some days as columns; None is a day without a count or one that is held back."""
    bars = [Bar(str(WEEKDAYS[day.weekday()]), count or 0, "—" if count is None else f"{count:,}",
                "pine" if day.weekday() < DAYS - 2 else "slate") for day, count in counts]
    rows = [(say_weekday(day), "—" if count is None else f"{count:,}") for day, count in counts]
    return Chart(sentence, draw_columns(bars, sentence), (_("日期"), head or _("人次")), rows, sub)


def chart_week(week: Week, sentence: str, sub: str = "", least: int = 0) -> Chart:
    """The week by hours: the darker a cell, the more come in that hour. Sums below ``least`` are held back."""
    rows = [(str(WEEKDAYS[weekday]), *(_say_cell(week, weekday, hour, least) for hour in range(HOURS)))
            for weekday in range(DAYS)]
    return Chart(sentence, draw_week(week, sentence, least), (_("星期"), *(str(hour) for hour in range(HOURS))), rows,
                 sub)


def _say_cell(week: Week, weekday: int, hour: int, least: int) -> str:
    row = week.cells[weekday]
    if row is None:
        return "—"
    return _("不公布") if 0 < week.sums[weekday][hour] < least else f"{row[hour]:.1f}"


def draw_week(week: Week, sentence: str, least: int = 0) -> SafeString:
    """Seven rows of twenty-four cells in six shades; what was not counted or is held back has a rim alone."""
    tall = CELL_TALL * DAYS + FOOT
    parts = []
    for weekday, row in enumerate(week.cells):
        top = weekday * CELL_TALL
        parts.append(f'<text x="0" y="{top + CELL_TALL * 0.76:.1f}">{escape(str(WEEKDAYS[weekday]))}</text>')
        for hour in range(HOURS):
            held = row is None or 0 < week.sums[weekday][hour] < least
            level = "none" if row is None or held else f"h{find_level(row[hour], week.most)}"
            parts.append(f'<rect class="{level}" x="{LEFT + hour * CELL_WIDE + 0.75:.2f}" y="{top + 0.75}" '
                         f'width="{CELL_WIDE - 1.5:.2f}" height="{CELL_TALL - 1.5}" rx="2"/>')
    parts.extend(f'<text x="{LEFT + tick * CELL_WIDE:.1f}" y="{tall - 6}">{tick:02d}:00</text>' for tick in TICKS)
    return as_safe(f'<svg class="week-hours" viewBox="0 0 {WIDTH} {tall}" role="img" '
                   f'aria-label="{escape(sentence)}">{"".join(parts)}</svg>')


def find_level(mean: float, most: float) -> int:
    """The shade of a mean: 0 for nobody, 1 to 5 in equal parts of the largest."""
    if mean <= 0 or most <= 0:
        return 0
    return min(LEVELS, 1 + int(LEVELS * mean / most * 0.999_999))


def say_peaks(week: Week) -> str:
    """When most people come, in one sentence."""
    peaks = week.list_peaks(2)
    if not peaks:
        return _("四个星期里没有数到人")
    said = [_("%(weekday)s %(from)d 点到 %(to)d 点") % {"weekday": WEEKDAYS[weekday], "from": hour, "to": hour + 1}
            for weekday, hour, _mean in peaks]
    if len(said) == 1:
        return _("人最多的是%(first)s") % {"first": said[0]}
    return _("人最多的是%(first)s，其次%(second)s") % {"first": said[0], "second": said[1]}


def say_weeks(week: Week) -> str:
    """From when until when the means are made, and what one of the darkest cells stands for."""
    most = f"{week.most:,.1f}" if week.most < 100 else f"{week.most:,.0f}"
    return _("%(first)s 到 %(last)s 每小时平均人次，最深的格子 %(most)s 人次") % {
        "first": say_day(week.first), "last": say_day(week.last), "most": most}
