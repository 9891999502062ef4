"""The groups as a picture: who stands near whom. A dot is people of nearly the same opinion, its area their number."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.needs.interfaces.opinion_told import Group, ResultTold
from nuantu_hub.site.charts import Chart
from nuantu_hub.site.dials import as_safe
from nuantu_hub.site.voices import mark_chinese

#: Drawn for a phone, so that words stay as large as they are written.
WIDTH, HEIGHT, EDGE = 340, 300, 24
Point = tuple[float, float]


def chart_groups(told: ResultTold) -> Chart:
    """The picture with its sentence and, for whoever does not see it, the same as a table."""
    rows = [(group.name, _("不到 10 人") if group.size is None else group.size,
             "—" if group.share is None else f"{group.share}%", group.state[1],
             _say_first(told, group)) for group in told.groups]
    taking = told.result["taking_part"]
    sub = ngettext(
        "能分群的有 %(n)d 人，他们表的态够多。离得近，想法就像；点的大小是人数。",
        "能分群的有 %(n)d 人，他们表的态够多。离得近，想法就像；点的大小是人数。", taking) % {"n": taking}
    heads = (_("群"), _("人"), _("占"), _("稳不稳"), _("最能代表的一句"))
    return Chart(told.headline, draw_map(told), heads, rows, sub)


def _say_first(told: ResultTold, group: Group) -> SafeString | str:
    said = next((said for one, said in told.traits if one.key == group.key), [])
    return mark_chinese(said[0].text) if said else "—"


def draw_map(told: ResultTold) -> SafeString:
    """Hulls, dots and names; the drawing is named by the headline."""
    points = told.result["picture"]["points"]
    places = _place([(one["x"], one["y"]) for one in points])
    parts = []
    for group in told.groups:
        own = [place for place, one in zip(places, points, strict=True) if str(one["group"]) == group.key]
        parts.append(f'<path class="hull {group.look}" d="{_say_path(_wrap(own))}" stroke-linejoin="round"/>')
    most = max((one["voters"] for one in points), default=1)
    for (x, y), one in zip(places, points, strict=True):
        radius = 2.5 + 5.5 * sqrt(one["voters"] / most)
        parts.append(f'<circle class="dot {told.by_key[str(one["group"])].look}" cx="{x:.1f}" cy="{y:.1f}" '
                     f'r="{radius:.1f}"/>')
    parts.extend(_name(group, [(place, one["voters"]) for place, one in zip(places, points, strict=True)
                               if str(one["group"]) == group.key]) for group in told.groups)
    return as_safe(f'<svg class="opinion-map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
                   f'aria-label="{escape(told.headline)}">{"".join(parts)}</svg>')


def _place(points: Sequence[Point]) -> list[Point]:
    """Where points lie in the drawing: one scale for both directions, the middle in the middle."""
    if not points:
        return []
    lows = [min(point[axis] for point in points) for axis in (0, 1)]
    highs = [max(point[axis] for point in points) for axis in (0, 1)]
    scale = min((side - 2 * EDGE) / ((high - low) or 1.0)
                for side, low, high in zip((WIDTH, HEIGHT), lows, highs, strict=True))
    middle = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
    return [(WIDTH / 2 + scale * (x - middle[0]), HEIGHT / 2 - scale * (y - middle[1])) for x, y in points]


def _wrap(points: Sequence[Point]) -> list[Point]:
    """The convex hull, counter-clockwise; the points themselves where there are fewer than three."""
    rows = sorted(set(points))
    if len(rows) < 3:
        return rows

    def half(run: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in run:
            while len(kept) >= 2 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]
    return half(rows) + half(rows[::-1])


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _say_path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" if points else ""


def _name(group: Group, weighted: Sequence[tuple[Point, int]]) -> str:
    """The group's name in the middle of its people, its number beneath."""
    total = sum(weight for _point, weight in weighted)
    if not total:
        return ""
    x = sum(point[0] * weight for point, weight in weighted) / total
    y = sum(point[1] * weight for point, weight in weighted) / total
    number = _("不到 10 人") if group.size is None else ngettext("%(n)d 人", "%(n)d 人", group.size) % {"n": group.size}
    return (f'<text class="label" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(group.name)}'
            f'<tspan class="small" x="{x:.1f}" dy="18">{escape(number)}</tspan></text>')
