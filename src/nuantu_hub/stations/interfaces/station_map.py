"""Stations on a map, drawn on the server: what a page shows before, or without, its script.

Each is a ring: how full it is of what it holds, the number of people inside. Stations that would cover one another
stand together as one mark with how many they are; the script parts them when the map comes nearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.interfaces.plane import Frame

#: Radius of a ring, and how near rings may come before they stand together, pixels.
RADIUS_PX, CELL_PX = 16.0, 46.0
#: From this share on a station is nearly full.
FULL_SHARE = 0.8
#: Walking speed for the circle around a chosen station, metres a minute.
WALK_M_MIN = 70


@dataclass(frozen=True, slots=True)
class Mark:
    """A station on the map: where (metres of the plane), who is inside, whether it is open, what is wrong with it.

    ``people`` is None where nobody counts, ``trouble`` empty, "watch" or "broken".
    """

    code: str
    name: str
    x: float
    y: float
    url: str
    people: int | None
    seats: int | None
    is_open: bool
    trouble: str = ""

    @property
    def share(self) -> float:
        """How full it is, 0 to 1."""
        return min(1.0, self.people / self.seats) if self.people is not None and self.seats else 0.0

    @property
    def words(self) -> str:
        """The mark in words."""
        inside = (_("没开") if not self.is_open else _("人数不知道") if self.people is None
                  else _("%(people)d 人") % {"people": self.people})
        return f"{self.name} {inside}" + (f" {_('有故障')}" if self.trouble else "")


def draw_arc(x: float, y: float, radius: float, share: float) -> str:
    """The path of an arc from the top, clockwise."""
    turn = 2 * pi * min(share, 0.9999)
    return (f"M{x:.1f} {y - radius:.1f}A{radius:.1f} {radius:.1f} 0 {int(share > 0.5)} 1 "
            f"{x + radius * sin(turn):.1f} {y - radius * cos(turn):.1f}")


def draw_mark(mark: Mark, px: float, *, chosen: bool = False) -> str:
    """One ring; ``px`` is a pixel in metres of the plane."""
    radius, x, y = RADIUS_PX * px, mark.x, mark.y
    kinds = ["ring-mark"] + ["shut"] * (not mark.is_open) + ["chosen"] * chosen
    kinds += ["full"] * (mark.share >= FULL_SHARE)
    inside = "–" if not mark.is_open else "" if mark.people is None else str(mark.people)
    parts = [f'<circle class="back" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>',
             (f'<circle class="track" cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.78:.1f}" '
              f'stroke-width="{radius * 0.22:.1f}"/>')]
    if mark.is_open and mark.share > 0.004:
        parts.append(f'<path class="arc" stroke-width="{radius * 0.22:.1f}" '
                     f'd="{draw_arc(x, y, radius * 0.78, mark.share)}"/>')
    if inside:
        parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{13 * px:.1f}">{inside}</text>')
    elif mark.is_open:
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.3:.1f}"/>')
    if mark.trouble:
        bx, by, small = x + radius * 0.82, y - radius * 0.82, radius * 0.44
        parts.append(f'<circle class="badge {escape(mark.trouble)}" cx="{bx:.1f}" cy="{by:.1f}" r="{small:.1f}" '
                     f'stroke-width="{px:.2f}"/><path class="bang" stroke-width="{1.6 * px:.2f}" '
                     f'd="M{bx:.1f} {by - small * 0.5:.1f}v{small * 0.55:.1f}M{bx:.1f} {by + small * 0.45:.1f}v0.1"/>')
    return (f'<a class="{" ".join(kinds)}" href="{escape(mark.url)}" data-code="{escape(mark.code)}" '
            f'aria-label="{escape(mark.words)}">{"".join(parts)}</a>')


def draw_cluster(marks: Sequence[Mark], px: float) -> str:
    """Several stations that lie too near one another: how many, and whether anything is wrong with one of them."""
    x, y = sum(one.x for one in marks) / len(marks), sum(one.y for one in marks) / len(marks)
    count = _("%(n)s 座") % {"n": len(marks)}
    wide = (18 + 8 * len(str(len(marks))) + 16) * px
    tall, trouble = 28 * px, any(one.trouble == "broken" for one in marks)
    return (f'<g class="cluster{" broken" if trouble else ""}"><rect x="{x - wide / 2:.1f}" y="{y - tall / 2:.1f}" '
            f'width="{wide:.1f}" height="{tall:.1f}" rx="{tall / 2:.1f}" stroke-width="{1.5 * px:.2f}"/>'
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{13 * px:.1f}">{escape(count)}</text></g>')


def group_marks(marks: Iterable[Mark], px: float, keep: str = "") -> tuple[list[Mark], list[list[Mark]]]:
    """Marks that stand alone, and groups of those within reach of the first; the one with code ``keep`` stays alone."""
    reach = CELL_PX * px
    alone: list[Mark] = []
    groups: list[list[Mark]] = []
    for mark in marks:
        if mark.code == keep:
            alone.append(mark)
            continue
        group = next((one for one in groups if hypot(one[0].x - mark.x, one[0].y - mark.y) < reach), None)
        if group is None:
            groups.append([mark])
        else:
            group.append(mark)
    alone += [group[0] for group in groups if len(group) == 1]
    return alone, [group for group in groups if len(group) > 1]


def draw_marks(marks: Iterable[Mark], frame: Frame, width_px: float, chosen: str = "") -> SafeString:
    """What of the stations lies in a frame that is shown ``width_px`` pixels wide."""
    px = frame.width / width_px
    alone, groups = group_marks((mark for mark in marks if frame.holds(mark.x, mark.y)), px, chosen)
    alone.sort(key=lambda mark: (mark.code == chosen, mark.y))
    return as_safe("".join([*(draw_cluster(group, px) for group in groups),
                            *(draw_mark(mark, px, chosen=mark.code == chosen) for mark in alone)]))


def draw_reach(mark: Mark, frame: Frame, width_px: float, minutes: int) -> SafeString:
    """How far somebody walks from a station in so many minutes, in a straight line, and its name beside it."""
    px, radius = frame.width / width_px, minutes * WALK_M_MIN
    return as_safe(f'<circle class="reach" cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{radius}" '
                   f'stroke-width="{2 * px:.2f}" stroke-dasharray="{6 * px:.1f} {5 * px:.1f}"/>'
                   f'<text class="reach-words" x="{mark.x:.1f}" y="{mark.y + radius - 10 * px:.1f}" '
                   f'font-size="{13 * px:.1f}" stroke-width="{4 * px:.1f}">'
                   f"{escape(_('步行 %(minutes)d 分') % {'minutes': minutes})}</text>")


def draw_scale(frame: Frame, width_px: float) -> SafeString:
    """The map's scale as a line with its length in words, in the lower left corner."""
    px, length = frame.width / width_px, frame.scale_m
    words = _("%(n)s 公里") % {"n": length // 1_000} if length >= 1_000 else _("%(n)s 米") % {"n": length}
    left, low = frame.x + 16 * px, frame.y + frame.height - 16 * px
    return as_safe(f'<path class="scale-line" stroke-width="{1.75 * px:.2f}" d="M{left:.1f} {low - 5 * px:.1f}'
                   f'V{low:.1f}H{left + length:.1f}V{low - 5 * px:.1f}"/><text class="scale-words" '
                   f'x="{left + 6 * px:.1f}" y="{low - 7 * px:.1f}" font-size="{13 * px:.1f}" '
                   f'stroke-width="{4 * px:.1f}">{escape(words)}</text>')
