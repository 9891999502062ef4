"""Pictures of reach: a tile for each place, a line for each unit. Drawn on the server, with a table beneath each.

The tiles stand roughly where the districts do; they are a scheme with names, no map: sizes and borders say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.trends import Point
from nuantu_hub.people.models import Unit
from nuantu_hub.site.charts import Chart
from nuantu_hub.site.moments import say_day

#: Six-digit code of a district of Beijing -> column and row of its tile.
TILES = {
    "110119": (1, 0), "110116": (2, 0), "110118": (3, 0),
    "110114": (1, 1), "110113": (3, 1), "110117": (4, 1),
    "110109": (0, 2), "110108": (1, 2), "110102": (2, 2), "110101": (3, 2), "110105": (4, 2),
    "110107": (1, 3), "110106": (2, 3), "110112": (4, 3),
    "110111": (1, 4), "110115": (3, 4),
}
COLUMNS = 5
WIDE, HIGH, GAP = 96, 62, 6
#: Upper ends of the classes of shade, in per cent; above the last is the fifth class.
CLASSES = (20, 40, 60, 80)


@dataclass(frozen=True, slots=True)
class Tile:
    """A place: its unit, its share in per cent (None: not known or held back) and the words for it."""

    unit: Unit
    percent: float | None
    words: str
    url: str = ""


def name_short(unit: Unit) -> str:
    """A unit's place without what all of them are called."""
    name = unit.name.removesuffix("总工会")
    return name.removesuffix("区") if unit.kind == Unit.Kind.DISTRICT else name


def place_tiles(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """Where each unit's tile stands: by its code, the others (streets share a district's code) in rows beneath."""
    codes = Counter(unit.place_code for unit in units)
    placed = {unit.pk: TILES[unit.place_code] for unit in units
              if unit.place_code in TILES and codes[unit.place_code] == 1}
    below = max((row for _column, row in placed.values()), default=-1) + 1
    others = [unit for unit in units if unit.pk not in placed]
    return placed | {unit.pk: (place % COLUMNS, below + place // COLUMNS) for place, unit in enumerate(others)}


def find_class(percent: float | None) -> str:
    """The shade of a share: ``none`` or ``c1`` to ``c5``."""
    return "none" if percent is None else f"c{1 + sum(percent >= end for end in CLASSES)}"


def draw_tiles(tiles: Sequence[Tile], named: str) -> SafeString:
    """The tiles, each with name and words; a tile with an address leads there."""
    places = place_tiles([tile.unit for tile in tiles])
    rows = max((row for _column, row in places.values()), default=0) + 1
    drawn = "".join(_draw_tile(tile, *places[tile.unit.pk]) for tile in tiles)
    return _keep(f'<svg class="tiles" viewBox="0 0 {COLUMNS * (WIDE + GAP) - GAP} {rows * (HIGH + GAP) - GAP}" '
                   f'role="group" aria-label="{escape(named)}">{drawn}</svg>')


def _draw_tile(tile: Tile, column: int, row: int) -> str:
    x, y = column * (WIDE + GAP), row * (HIGH + GAP)
    shade = find_class(tile.percent)
    drawn = (f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="10"/>'
             f'<text class="name" x="{x + WIDE / 2}" y="{y + 26}" text-anchor="middle" lang="zh-Hans">'
             f'{escape(name_short(tile.unit))}</text>'
             f'<text class="share" x="{x + WIDE / 2}" y="{y + 47}" text-anchor="middle">{escape(tile.words)}</text>')
    inside = f'<g class="tile {shade}">{drawn}</g>'
    return f'<a href="{escape(tile.url)}">{inside}</a>' if tile.url else inside


def draw_line(values: Sequence[float], *, wide: int = 220, high: int = 56, most: float | None = None) -> str:
    """A line through the values from left to right, its last point marked; the ground line is zero."""
    top = (most if most is not None else max(values, default=0.0)) or 1.0
    step = (wide - 12) / max(1, len(values) - 1)
    points = [(6 + place * step, high - 6 - (high - 14) * value / top) for place, value in enumerate(values)]
    if not points:
        return ""
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (f'<path class="axis" d="M0 {high - 5.5}H{wide}"/><polyline class="trend" points="{line}"/>'
            f'<circle class="of-pine-fill" cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="3.5"/>')


def chart_members(points: Sequence[Point], sentence: str, sub: str = "") -> Chart:
    """Members at the end of each month, who came and who went."""
    wide, high = 340, 150
    drawing = draw_line([float(point.members) for point in points], wide=wide, high=high - 24)
    ends = "".join(f'<text x="{x}" y="{high - 4}" text-anchor="{anchor}">{escape(say_day(point.day))}</text>'
                   for x, anchor, point in ((0, "start", points[0]), (wide, "end", points[-1])))
    named = escape(sentence)
    return Chart(
        sentence, _keep(f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="{named}">{drawing}{ends}</svg>'),
        [_("截至"), _("会员"), _("入会率"), _("当月加入"), _("当月离开"), _("已建会企业"), _("台账企业")],
        [[say_day(point.day, year=True), str(point.members), "—" if point.percent is None else f"{point.percent}%",
          str(point.came), str(point.went), str(point.founded), str(point.listed)] for point in points], sub)


def draw_multiple(points: Sequence[Point], *, most: float, named: str) -> SafeString:
    """One small line of members, on the scale of all of them."""
    line = draw_line([float(point.members) for point in points], most=most)
    return _keep(f'<svg viewBox="0 0 220 56" role="img" aria-label="{escape(named)}">{line}</svg>')


def _keep(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 (own numbers and escaped words)
